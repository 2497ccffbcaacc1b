#!/usr/bin/python3
"""Every limit on bytes exceeded, each by one byte and by much; what is just within it goes through."""
import json
import tempfile
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish

# The defaults of limits.max_*.
MESSAGE, TEXT, TITLE, DEPTH = 8 << 20, 1 << 20, 4096, 64


def message(identifier, title="", body="Anna Keller said no.", **more):
    return json.dumps({"id": identifier, "version": 1, "title": title or f"{identifier} v1", "body": body, "language": "en", **more},
                      ensure_ascii=False).encode()


def of_size(identifier, size):
    """A message of so many bytes."""
    empty = message(identifier, unknown="")
    return message(identifier, unknown="x" * (size - len(empty)))


def of_text(identifier, size):
    return message(identifier, body=("Word and word. " * (size // 15 + 1))[:size - 1] + ".")


def of_depth(identifier, depth):
    nested = 1
    for _ in range(depth - 1):
        nested = [nested]
    return message(identifier, unknown=nested)


# What makes a message of that measure, its limit, and the code of what is over it.
LIMITS = {"message": (of_size, MESSAGE, "too_large"), "text": (of_text, TEXT, "too_large"),
          "title": (lambda identifier, size: message(identifier, title=identifier.ljust(size, "T")), TITLE, "too_large"),
          "depth": (of_depth, DEPTH, "too_deep")}


def check(brokers, directory, name):
    make, limit, code = LIMITS[name]
    kafka_client.create_topic(brokers, name)
    much = min(10 * limit, 80 << 20)
    sent = [oracle.Sent(f"{name}-{size}", 1, make(f"{name}-{size}", size), dead=size > limit)
            for size in (limit - 1, limit, limit + 1, much)]
    sent = [oracle.Sent("first", 1, message("first")), *sent, oracle.Sent("last", 1, message("last"))]
    oracle.send(brokers, name, sent)
    with case(f"the limit on {name}: what is within it is delivered, what is over it is a dead letter, whole"):
        config = newsmill.write_config(directory, brokers, name, memory_mb=1024,
                                       properties=", fetch.message.max.bytes: 100000000")
        newsmill.check_ledger(newsmill.run_until_caught_up(config))
        letters = newsmill.dead_letters(directory / "dead")
        equal({letter["key"]: letter["code"] for letter in letters},
              {m.identifier.encode(): code for m in sent if m.dead}, "dead letters")
        equal({letter["key"]: letter["value"] for letter in letters} ==
              {m.identifier.encode(): m.value for m in sent if m.dead}, True, "whether they have the raw message")
        oracle.judge(directory, kafka_client.consume(brokers, name), sent, titles=name != "title")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for name in LIMITS:
            directory = Path(folder) / name
            directory.mkdir()
            check(brokers, directory, name)
    finish()


if __name__ == "__main__":
    main()
