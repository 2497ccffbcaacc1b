#!/usr/bin/python3
"""A message of just over 8 MiB goes from `produce` to the dead-letter topic, byte for byte."""
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish

TOPIC, DEAD_TOPIC = "news.articles", "news.articles.dead"
LIMIT = 8 << 20


def message_of(size):
    """A flat article whose JSON has exactly `size` bytes."""
    head = json.dumps({"id": "big", "title": "A long read", "body": ""})[:-2].encode()
    return head + b"word " * ((size - len(head) - 2) // 5) + b"x" * ((size - len(head) - 2) % 5) + b'"}'


with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
    directory = Path(folder)
    for topic in (TOPIC, DEAD_TOPIC):
        kafka_client.create_topic(brokers, topic)
    sent = message_of(LIMIT + 1)
    (directory / "big.jsonl").write_bytes(sent + b"\n")
    with case("produce sends a message of over 8 MiB"):
        done = newsmill.run("produce", "--brokers", brokers, "--topic", TOPIC, directory / "big.jsonl")
        equal(done.returncode, 0, f"status ({done.stderr[-500:]})")
        equal(len(kafka_client.consume(brokers, TOPIC)), 1, "messages in the topic")
    config = newsmill.write_config(directory, brokers, TOPIC, dead_letters=f"kafka: {{topic: {DEAD_TOPIC}}}")
    with case("it becomes a dead letter"):
        counts = newsmill.run_until_caught_up(config)
        equal((counts["consumed"], counts["dead_lettered"]), (1, 1), "consumed and dead letters")
    with case("the dead-letter topic has it byte for byte, with the reason too_large"):
        letter, = kafka_client.consume(brokers, DEAD_TOPIC)
        assert letter.value == sent, f"{len(letter.value or b'')} bytes instead of {len(sent)}, or others"
        equal(dict(letter.headers)["newsmill.dlq.code"], b"too_large", "code")
finish()
