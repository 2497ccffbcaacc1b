#!/usr/bin/python3
"""Every limit on bytes exceeded; messages as large as may be, with little memory."""
import json
import tempfile
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

MEMORY_MB = 64
# What is no message: code, models, libraries, SQLite's caches, the record that one large message becomes.
BEYOND_BUDGET_MB = 448


def message(identifier, title="A title", body="Anna Keller said no.", **more):
    return json.dumps({"id": identifier, "version": 1, "title": title, "body": body, "language": "en", **more},
                      ensure_ascii=False).encode()


def each_limit(brokers, directory):
    nested = {"a": 1}
    for _ in range(100):
        nested = {"a": nested}
    feed = {"fine": message("fine"), "message": message("message", extra="x" * (9 << 20)),
            "text": message("text", body="Word and word. " * (2 << 16)), "title": message("title", title="T" * 8000),
            "depth": message("depth", extra=nested), "last": message("last")}
    kafka_client.create_topic(brokers, "limits")
    kafka_client.produce(brokers, "limits", [(key.encode(), value) for key, value in feed.items()])
    with case("what exceeds a limit on message, text, title or depth is a dead letter, whole, and the rest goes on"):
        counts = newsmill.run_until_caught_up(newsmill.write_config(directory, brokers, "limits"))
        equal((counts["consumed"], counts["delivered"], counts["dead_lettered"]), (6, 2, 4), "consumed, delivered, dead")
        letters = newsmill.dead_letters(directory / "dead")
        equal({letter["key"].decode(): letter["value"] == feed[letter["key"].decode()] for letter in letters},
              dict.fromkeys(("message", "text", "title", "depth"), True), "the raw message kept")
        equal({record["id"] for record in newsmill.records(directory / "enriched")}, {"fine", "last"}, "records")


def large_messages(brokers, directory):
    count = oracle.scaled(48, 200)
    text = "“We have said so,” said Anna Keller, the mayor of Graz, on Monday. "
    kinds = [lambda n: message(f"l{n}", body=text * (1000000 // len(text.encode())), extra="x" * (7 << 20)),
             lambda n: message(f"l{n}", body="<p>" + text * (900000 // len(text.encode())) + "</p>" * 9, note="y" * (7 << 20)),
             lambda n: b"[" * (8 << 20), lambda n: b"\xff" * (9 << 20)]
    kafka_client.create_topic(brokers, "large", 2)
    kafka_client.produce(brokers, "large", ((str(n).encode(), kinds[n % 4](n)) for n in range(count)))
    config = newsmill.write_config(directory, brokers, "large", memory_mb=MEMORY_MB)
    with case(f"{count} messages of 8 MiB with memory_mb: {MEMORY_MB}: all accounted for, memory within its bound"):
        with newsmill.Service(config, directory / "log") as service:
            wait_for(lambda: service.settled() == count, "all settled", 200)
            peak = service.peak_memory_mb()
            equal(service.terminate(), 0, "exit status")
            newsmill.check_ledger(newsmill.summary(service.log()))
        print(f"# peak resident memory {peak} MiB", flush=True)
        found = newsmill.records(directory / "enriched") + newsmill.dead_letters(directory / "dead")
        equal(len(set(newsmill.positions(found))), count, "messages accounted for")
        assert peak <= MEMORY_MB + BEYOND_BUDGET_MB, f"{peak} MiB"


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for check in (each_limit, large_messages):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            check(brokers, directory)
    finish()


main()
