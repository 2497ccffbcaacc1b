#!/usr/bin/python3
"""Stores that are full, read-only, locked, broken or that refuse everything."""
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


def blocked(service, kind="blocked"):
    return service.metric("newsmill_sink_blocked", kind=kind) > 0 and not service.ready()


def disk_full(brokers, directory):
    """The disk of one of the stores, so full that it takes some of the feed or, the dead letters', nothing."""
    for name, path, megabytes, room in (("sqlite", "news.db", 48, 4), ("ndjson", "enriched", 16, 2), ("dead_letters", "dead", 8, 0)):
        topic, home = f"full-{name}", directory / name
        home.mkdir()
        with case(f"the disk of {name} is full: everything waits, and goes on by itself once there is room"), \
                small_disk(home / "disk", megabytes) as disk:
            messages = oracle.write_feed(brokers, topic, 4000)
            os.symlink(disk / path, home / path)
            (disk / path).mkdir() if name != "sqlite" else None
            config = newsmill.write_config(home, brokers, topic)
            fill(disk / "ballast", room)
            with newsmill.Service(config, home / "log") as service:
                wait_for(lambda: blocked(service), "blocked")
                assert f"sink {name} cannot accept" in service.page("/readyz")[1], service.page("/readyz")
                assert "RESOURCE_EXHAUSTED" in service.log(), service.log()
                (disk / "ballast").unlink()
                oracle.end(brokers, topic, home, service, messages)


def fill(path, megabytes_left):
    """Takes all room of the disk but so much."""
    disk = os.statvfs(path.parent)
    path.write_bytes(bytes(disk.f_bavail * disk.f_frsize - (megabytes_left << 20)))


def read_only(brokers, directory):
    with case("a read-only store: not ready, nothing committed, and it starts by itself once it can be written"), \
            small_disk(directory / "disk", 64) as disk:
        messages = oracle.write_feed(brokers, "readonly", 1000)
        config = newsmill.write_config(directory, brokers, "readonly", database=disk / "news.db")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with newsmill.Service(config, directory / "log") as service:
            wait_for(lambda: "cannot start on the assigned partitions" in service.log(), "the complaint")
            assert not service.ready(), "it says that it is ready"
            equal(kafka_client.committed(brokers, "newsmill-test", "readonly", 2), [-1001, -1001], "committed")
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            os.symlink(disk / "news.db", directory / "news.db")
            oracle.end(brokers, "readonly", directory, service, messages)


def locked(brokers, directory):
    seconds = oracle.scaled(8, 60)
    with case(f"SQLite locked by somebody else for {seconds} s: everything waits"):
        kafka_client.create_topic(brokers, "locked", 2)
        with newsmill.Service(newsmill.write_config(directory, brokers, "locked"), directory / "log") as service:
            wait_for(service.ready, "ready")
            first = oracle.feed(200, prefix="first")
            oracle.send(brokers, "locked", first)
            oracle.wait_until_caught_up(brokers, "locked", 2, [service])
            store = sqlite3.connect(directory / "news.db", isolation_level=None)
            store.execute("BEGIN IMMEDIATE")
            messages = oracle.feed(2000)
            oracle.send(brokers, "locked", messages)
            wait_for(lambda: blocked(service, "unavailable"), "waiting for the lock")
            wait_for(lambda: service.metric("newsmill_watermark_standing_seconds", sink="sqlite") > 0, "time without progress")
            for lag in ("newsmill_consumer_lag", "newsmill_consumer_lag_seconds"):
                wait_for(lambda name=lag: service.metric(name, topic="locked") > 0, lag)
            time.sleep(seconds)
            equal(service.settled(), len(first), "settled, nothing of it meanwhile")
            store.execute("ROLLBACK")
            store.close()
            oracle.wait_until_caught_up(brokers, "locked", 2, [service])
            wait_for(lambda: service.metric("newsmill_consumer_lag") == service.metric("newsmill_consumer_lag_seconds") == 0, "no lag")
            oracle.end(brokers, "locked", directory, service, first + messages)


def corrupt(brokers, directory):
    oracle.write_feed(brokers, "corrupt", 200)
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
    count = 10000
    with case(f"a store that refuses {count} records blocks instead of draining the topic, and goes on by itself"):
        kafka_client.create_topic(brokers, "refused", 2)
        with newsmill.Service(newsmill.write_config(directory, brokers, "refused"), directory / "log") as service:
            wait_for(service.ready, "ready")
            with sqlite3.connect(directory / "news.db") as store:
                store.execute("CREATE TRIGGER no BEFORE INSERT ON articles BEGIN SELECT RAISE(ABORT, 'not so'); END")
            messages = [m for m in oracle.feed(count) if not m.dead]
            oracle.send(brokers, "refused", messages)
            wait_for(lambda: blocked(service), "blocked")
            time.sleep(6)
            letters = service.metric("newsmill_dead_letters_total")
            assert letters <= 2 * 100 + 2 * 64, f"{letters} dead letters"
            assert "not so" in service.page("/readyz")[1], "the store's reason is not on /readyz"
            with sqlite3.connect(directory / "news.db") as store:
                store.execute("DROP TRIGGER no")
            oracle.wait_until_caught_up(brokers, "refused", 2, [service])
            wait_for(service.ready, "ready again")
            equal(service.terminate(), 0, "exit status")
            newsmill.check_ledger(newsmill.summary(service.log()))
        judge_refused(directory, messages)


def judge_refused(directory, messages):
    """What went to the dead letters before the breaker opened is there, whole; the store has the newest of the rest."""
    letters = newsmill.dead_letters(directory / "dead")
    print(f"# {len(letters)} of {len(messages)} in the dead letters before the breaker opened", flush=True)
    dead = {letter["value"] for letter in letters}
    newest = {}
    for message in messages:
        if message.value not in dead:
            newest[message.identifier] = max(message.version, newest.get(message.identifier, 0))
    equal(dict(newsmill.stored(directory / "news.db", "SELECT id, version FROM articles")), newest, "newest versions")
    records = newsmill.records(directory / "enriched")
    equal({(r["id"], r["version"]) for r in records}, {(m.identifier, m.version) for m in messages}, "revisions in NDJSON")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for check in (disk_full, read_only, locked, corrupt, refusals):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            check(brokers, directory)
    finish()


main()
