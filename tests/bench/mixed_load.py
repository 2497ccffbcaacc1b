#!/usr/bin/python3
"""A million good and bad messages of every shape through a real broker: the process stays up, the
ledger adds up at every scrape, and memory stays bounded.

  mixed_load.py [MESSAGES]   default 1,000,000; takes some minutes and 2.5 GB of disk

Not part of tests/run. Prints throughput and peak memory; ends with `ok` and `not ok` lines.
"""
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

TOPIC = "news.articles"
PARTITIONS = 4
MEMORY_MB = 512
CHUNK = 20_000
CONFIG = """\
source: {{kafka: {{brokers: {brokers}, topics: [{topic}], group: load}}}}
workers: 2
limits: {{memory_mb: {memory_mb}}}
sinks:
  - ndjson: {{directory: {directory}/enriched, compression: zstd}}
dead_letters:
  ndjson: {{directory: {directory}/dead, compression: zstd}}
admin: {{listen: "127.0.0.1:0"}}
log: {{format: json}}
"""


def feed(count):
    """(key, value) of the stream's messages again and again; those of many kB now and then."""
    messages = [((message["key"] or "").encode() or None, message["value"]) for message in articles.stream()]
    small = [item for item in messages if len(item[1] or b"") < 20_000]
    large = [item for item in messages if len(item[1] or b"") >= 20_000]
    for i in range(count):
        yield large[i // 50_000 % len(large)] if large and i % 50_000 == 49_999 else small[i % len(small)]


def produce(brokers, count):
    messages = feed(count)
    for start in range(0, count, CHUNK):
        kafka_client.produce(brokers, TOPIC, [next(messages) for _ in range(min(CHUNK, count - start))])


def unbalanced(counts):
    return counts["consumed"] != counts["in_flight"] + sum(counts[outcome] for outcome in newsmill.OUTCOMES)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
    directory = Path(folder)
    kafka_client.create_topic(brokers, TOPIC, PARTITIONS)
    produce(brokers, count)
    config = directory / "news.yaml"
    config.write_text(CONFIG.format(brokers=brokers, topic=TOPIC, directory=directory, memory_mb=MEMORY_MB))
    start, scrapes, bad = time.time(), 0, []
    with newsmill.Service(config, directory / "log") as service:
        def settled():
            global scrapes
            counts = service.counts()
            scrapes += 1
            if unbalanced(counts):
                bad.append(counts)
            return not service.alive() or sum(counts[outcome] for outcome in newsmill.OUTCOMES) == count
        with case(f"{count} messages are settled while the process stays up"):
            wait_for(settled, "all messages settled", 3600)
            assert service.alive(), f"the process ended:\n{service.log()[-2000:]}"
        took, peak = time.time() - start, service.peak_memory_mb()
        counts = service.counts()
        with case(f"the ledger adds up at each of {scrapes} scrapes"):
            equal(bad, [], "scrapes that do not add up")
            newsmill.check_ledger(counts)
        with case(f"memory stays within the budget of {MEMORY_MB} MB"):
            assert peak <= MEMORY_MB, f"{peak} MB"
        with case("it ends cleanly when asked to"):
            equal(service.terminate(), 0, "status")
    print(f"{count / took:.0f} messages/s, peak memory {peak} MB, {counts}")
finish()
