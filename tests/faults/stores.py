#!/usr/bin/python3
"""Stores that are full, read-only, locked, broken or that refuse; dead letters that cannot be written."""
import contextlib
import os
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import Skip, case, equal, finish, wait_for


@contextlib.contextmanager
def small_disk(path, megabytes, options=""):
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m{options}", "tmpfs", str(path)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        raise Skip("no right to mount a small disk")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


def write_feed(brokers, topic, count):
    kafka_client.create_topic(brokers, topic, 2)
    messages = oracle.feed(count)
    oracle.send(brokers, topic, messages)
    return messages


def end(brokers, topic, directory, service, messages):
    oracle.wait_until_caught_up(brokers, topic, 2, [service])
    wait_for(service.ready, "ready again")
    equal(service.terminate(), 0, "exit status")
    newsmill.check_ledger(newsmill.summary(service.log()))
    oracle.judge(directory, kafka_client.consume(brokers, topic, 2), messages)


def blocked(service, kind="blocked"):
    return service.metric("newsmill_sink_blocked", kind=kind) > 0 and not service.ready()


def disk_full(brokers, directory):
    with case("a full disk: everything waits, and goes on by itself once there is room"), \
            small_disk(directory / "disk", 48) as disk:
        messages = write_feed(brokers, "full", 6000)
        (disk / "ballast").write_bytes(bytes(42 << 20))
        config = newsmill.write_config(directory, brokers, "full", database=disk / "news.db", enriched=disk / "enriched")
        with newsmill.Service(config, directory / "log") as service:
            wait_for(lambda: blocked(service), "blocked")
            assert "sink cannot accept" in service.log(), service.log()
            (disk / "ballast").unlink()
            os.symlink(disk / "news.db", directory / "news.db")
            os.symlink(disk / "enriched", directory / "enriched")
            end(brokers, "full", directory, service, messages)


def read_only(brokers, directory):
    with case("a read-only store: not ready, nothing committed, and it starts by itself once it can be written"), \
            small_disk(directory / "disk", 64) as disk:
        messages = write_feed(brokers, "readonly", 1000)
        config = newsmill.write_config(directory, brokers, "readonly", database=disk / "news.db")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with newsmill.Service(config, directory / "log") as service:
            wait_for(lambda: "cannot start on the assigned partitions" in service.log(), "the complaint")
            assert not service.ready(), "it says that it is ready"
            equal(kafka_client.committed(brokers, "newsmill-test", "readonly", 2), [-1001, -1001], "committed")
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            os.symlink(disk / "news.db", directory / "news.db")
            end(brokers, "readonly", directory, service, messages)


def locked(brokers, directory):
    seconds = oracle.scaled(12, 60)
    with case(f"SQLite locked by somebody else for {seconds} s: everything waits"):
        kafka_client.create_topic(brokers, "locked", 2)
        with newsmill.Service(newsmill.write_config(directory, brokers, "locked"), directory / "log") as service:
            wait_for(service.ready, "ready")
            store = sqlite3.connect(directory / "news.db", isolation_level=None)
            store.execute("BEGIN IMMEDIATE")
            messages = oracle.feed(2000)
            oracle.send(brokers, "locked", messages)
            wait_for(lambda: blocked(service, "unavailable"), "waiting for the lock")
            wait_for(lambda: service.metric("newsmill_watermark_standing_seconds", sink="sqlite") > 0, "time without progress")
            time.sleep(seconds)
            equal(service.settled(), 0, "settled meanwhile")
            store.execute("ROLLBACK")
            store.close()
            end(brokers, "locked", directory, service, messages)


def corrupt(brokers, directory):
    write_feed(brokers, "corrupt", 200)
    config = newsmill.write_config(directory, brokers, "corrupt")
    newsmill.run_until_caught_up(config)
    before = kafka_client.committed(brokers, "newsmill-test", "corrupt", 2)
    oracle.send(brokers, "corrupt", oracle.feed(200, prefix="more"))
    path = directory / "news.db"
    for what, start, length in (("header", 0, 100), ("page", 4096, 40960)):
        good = path.read_bytes()
        path.write_bytes(good[:start] + b"\xa5" * length + good[start + length:])
        with case(f"a store with a broken {what}: the process ends, says so, and commits nothing"):
            done = newsmill.run("run", "--config", config, "--until-caught-up", timeout=60)
            equal(done.returncode, 1, f"exit status; the log ends\n{done.stderr[-800:]}\n")
            assert "SQLite" in done.stderr and str(path) in done.stderr, done.stderr[-800:]
            equal(kafka_client.committed(brokers, "newsmill-test", "corrupt", 2), before, "committed")
        path.write_bytes(good)


def refusals(brokers, directory):
    count = oracle.scaled(2000, 10000)
    with case(f"a store that refuses {count} records blocks instead of draining the topic, and goes on by itself"):
        kafka_client.create_topic(brokers, "refused", 2)
        with newsmill.Service(newsmill.write_config(directory, brokers, "refused"), directory / "log") as service:
            wait_for(service.ready, "ready")
            with sqlite3.connect(directory / "news.db") as store:
                store.execute("CREATE TRIGGER no BEFORE INSERT ON articles BEGIN SELECT RAISE(ABORT, 'not so'); END")
            messages = [m for m in oracle.feed(count) if m.value != b"{broken"]
            oracle.send(brokers, "refused", messages)
            wait_for(lambda: blocked(service), "blocked")
            time.sleep(6)
            letters = service.metric("newsmill_dead_letters_total")
            assert letters <= 2 * 100 + 2 * 64, f"{letters} dead letters"
            assert "not so" in service.log(), "the store's reason is not in the log"
            with sqlite3.connect(directory / "news.db") as store:
                store.execute("DROP TRIGGER no")
            oracle.wait_until_caught_up(brokers, "refused", 2, [service])
            equal(service.terminate(), 0, "exit status")
        lost = newsmill.dead_letters(directory / "dead")
        print(f"# {len(lost)} of {len(messages)} in the dead letters before the breaker opened", flush=True)
        found = {row[0] for row in newsmill.stored(directory / "news.db", "SELECT id FROM articles")}
        dead = {letter["key"].decode() for letter in lost}
        equal({m.identifier for m in messages} - found - dead, set(), "unaccounted")


def no_dead_letters(brokers, directory):
    with case("the dead letters' topic is missing: the watermark waits for it"):
        messages = write_feed(brokers, "nodead", 600)
        config = newsmill.write_config(directory, brokers, "nodead", dead_letters="kafka: {topic: nodead.dead}")
        with newsmill.Service(config, directory / "log") as service:
            wait_for(lambda: service.metric("newsmill_sink_blocked", sink="dead_letters") > 0, "waiting")
            time.sleep(3)
            log = kafka_client.consume(brokers, "nodead", 2)
            first = {p: min(r.offset for r in log if r.partition == p and r.value == b"{broken") for p in (0, 1)}
            for partition, offset in enumerate(kafka_client.committed(brokers, "newsmill-test", "nodead", 2)):
                assert offset <= first[partition], f"committed {offset} past the broken message at {first[partition]}"
            kafka_client.create_topic(brokers, "nodead.dead")
            oracle.wait_until_caught_up(brokers, "nodead", 2, [service])
            equal(service.terminate(), 0, "exit status")
        letters = kafka_client.consume(brokers, "nodead.dead")
        equal(len(letters), sum(m.value == b"{broken" for m in messages), "dead letters")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for check in (disk_full, read_only, locked, corrupt, refusals, no_dead_letters):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            check(brokers, directory)
    finish()


main()
