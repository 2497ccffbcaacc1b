#!/usr/bin/python3
"""The most memory that the process takes, whatever comes: small messages and the largest ones, a slow store.

NEWSMILL_FAULTS=full: larger budgets and more workers, too.
"""
import sqlite3
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for
from limits import message

PARTITIONS = 4
SMALL, LARGE = 20000, 48
# What ARCHITECTURE.md says: beside the budget, so much, and so much for each worker.
PROCESS_MB, WORKER_MB = 96, 256
TEXT = "“We have said so,” said Anna Keller, the mayor of Graz, on Monday. "
KINDS = [lambda n: message(f"l{n}", body=TEXT * (1000000 // len(TEXT.encode())), unknown="x" * (7 << 20)),
         lambda n: message(f"l{n}", body="<p>" + TEXT * (900000 // len(TEXT.encode())) + "</p>" * 9, unknown="y" * (7 << 20)),
         lambda n: b"[" * (8 << 20), lambda n: b"\xff" * (9 << 20)]


def feed(large):
    """Small ones, and large ones of every kind among them."""
    small = oracle.feed(SMALL)
    every = len(small) // large
    for n, one in enumerate(small):
        yield one.identifier.encode(), one.value
        if n % every == 0 and n // every < large:
            yield b"%d" % (n // every), KINDS[n // every % len(KINDS)](n // every)


def check(brokers, directory, memory_mb, workers, large):
    topic, bound = f"memory-{memory_mb}-{workers}", memory_mb + PROCESS_MB + workers * WORKER_MB
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    config = newsmill.write_config(directory, brokers, topic, group=topic, memory_mb=memory_mb, workers=workers)
    with case(f"memory_mb: {memory_mb}, workers: {workers}, a flood before a slow store: at most {bound} MiB resident"), \
            newsmill.Service(config, directory / "log") as service:
        wait_for(service.ready, "ready")
        before = service.peak_memory_mb()
        store = sqlite3.connect(directory / "news.db", isolation_level=None)
        store.execute("BEGIN IMMEDIATE")
        kafka_client.produce(brokers, topic, feed(large))
        wait_for(lambda: not service.ready(), "waiting for the store")
        time.sleep(10)
        waiting = service.peak_memory_mb()
        store.execute("ROLLBACK")
        store.close()
        count = SMALL + large
        wait_for(lambda: service.settled() == count, "all settled", 300)
        peak = service.peak_memory_mb()
        equal(service.terminate(), 0, "exit status")
        newsmill.check_ledger(newsmill.summary(service.log()))
        print(f"# resident at most {before} MiB before the flood, {waiting} MiB while the store was locked, {peak} MiB "
              f"behind it; {count} messages, {large} of them of 8 MiB", flush=True)
        found = newsmill.records(directory / "enriched") + newsmill.dead_letters(directory / "dead")
        equal(len(set(newsmill.positions(found))), count, "messages accounted for")
        assert peak <= bound, f"{peak} MiB"


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        sizes = oracle.scaled([(64, 2)], [(64, 1), (64, 2), (128, 4), (256, 2), (1024, 2)])
        for memory_mb, workers in sizes:
            directory = Path(folder) / f"{memory_mb}-{workers}"
            directory.mkdir()
            check(brokers, directory, memory_mb, workers, oracle.scaled(LARGE, 4 * LARGE))
    finish()


if __name__ == "__main__":
    main()
