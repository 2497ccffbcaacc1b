#!/usr/bin/python3
"""`newsmill dlq` on a real broker: list, show, replay and drop, from a topic and from a directory."""
import base64
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish

TOPIC, DEAD, RETRY, PARTITIONS = "news.articles", "news.dead", "news.retry", 2
DEAD_LIMIT = 100_000
# Broken, and too large for the dead-letter topic even when compressed.
BIG = b"{" + random.Random(1).randbytes(3 * DEAD_LIMIT)
# The key alone is too large.
WIDE = b"wide" + random.Random(2).randbytes(2 * DEAD_LIMIT).hex().encode()
BROKEN = {b"broken-%d" % n: b'{"id": "x%d", "title" ' % n for n in range(5)} | {b"big": BIG, WIDE: b'{"id": "w'}
NO_TEXT = {b"empty-%d" % n: b'{"id":"empty-%d","title":"t","body":""}' % n for n in range(3)}
LETTERS = BROKEN | NO_TEXT


def feed():
    for n, article in enumerate(articles.open_articles()[:20]):
        yield f"good-{n}".encode(), articles.flat(article, f"good-{n}")
    yield from LETTERS.items()


def dlq(*arguments, status=0):
    done = newsmill.run("dlq", *arguments, cwd=directory)
    equal(done.returncode, status, f"status of dlq {arguments[0]} ({done.stderr[-500:]})")
    return done.stdout


def dlq_bytes(*arguments):
    return subprocess.run([newsmill.BINARY, "dlq", *map(str, arguments)], capture_output=True, cwd=directory, check=True).stdout


def listed(*arguments):
    return [json.loads(line) for line in dlq("list", "--json", *arguments).splitlines()]


def values(topic, partitions=1):
    return {record.key: record.value for record in kafka_client.consume(brokers, topic, partitions)}


def check_reading(where):
    with case("list finds every letter, with code, stage and position"):
        letters = listed(*where)
        equal(len(letters), len(LETTERS), "letters")
        equal(sum(letter["code"] == "empty_body" for letter in letters), len(NO_TEXT), "letters without a text")
        equal({letter["stage"] for letter in letters}, {"decoder"}, "stages")
        sent = {(r.partition, r.offset): r.key for r in kafka_client.consume(brokers, TOPIC, PARTITIONS)}
        equal({sent[letter["partition"], letter["offset"]] for letter in letters}, set(LETTERS), "keys at their positions")
    with case("... by id, reason and time"):
        equal([letter["id"] for letter in listed(*where, "--id", "empty-1")], ["empty-1"], "--id")
        equal(len(listed(*where, "--reason", "empty_body", "--since", "2020-01-01")), len(NO_TEXT), "--reason --since")
        equal(listed(*where, "--until", "2020-01-01"), [], "--until")
    with case("show --raw gives the bytes that were sent, also those kept by reference"):
        for key in (b"broken-3", b"big"):
            assert dlq_bytes("show", *where, "--id", key.decode(), "--raw") == LETTERS[key], key
        wide, = [r for r in kafka_client.consume(brokers, TOPIC, PARTITIONS) if r.key == WIDE]
        assert dlq_bytes("show", *where, "--position", f"{TOPIC}/{wide.partition}/{wide.offset}", "--raw") == LETTERS[WIDE]
    with case("the table has a line for each letter"):
        equal(len(dlq("list", *where).splitlines()), 1 + len(LETTERS), "lines")


def check_replay(where):
    kafka_client.create_topic(brokers, RETRY, max_message_bytes=10 << 20)
    with case("a dry run sends nothing"):
        assert dlq("replay", *where, "--to", RETRY, "--dry-run").startswith(f"would replay {len(LETTERS)} messages"), "output"
        equal(values(RETRY), {}, "messages")
    with case("replay sends key and value as they were, and no header of their death"):
        dlq("replay", *where, "--to", RETRY, "--reason", "empty_body")
        records = kafka_client.consume(brokers, RETRY)
        equal({record.key: record.value for record in records}, NO_TEXT, "messages")
        equal([record.headers for record in records], [[]] * len(NO_TEXT), "headers")
    with case("... then the rest, those kept by reference too"):
        dlq("replay", *where, "--to", RETRY)
        assert values(RETRY) == LETTERS, "not what was sent"
    with case("a second replay sends nothing"):
        dlq("replay", *where, "--to", RETRY)
        equal(len(kafka_client.consume(brokers, RETRY)), len(LETTERS), "messages")
        equal(listed(*where), [], "open letters")
        equal({letter["handled"] for letter in listed(*where, "--all")}, {"replayed"}, "handled")
    with case("... unless --again: here to where it came from, where it dies again"):
        dlq("replay", *where, "--again", "--id", "empty-2")
        newsmill.run_until_caught_up(config)
        equal([letter["id"] for letter in listed(*where)], ["empty-2"], "open letters")


for kind in ("kafka", "ndjson"):
    print(f"# {kind}")
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        directory = Path(folder)
        kafka_client.create_topic(brokers, TOPIC, PARTITIONS)
        kafka_client.create_topic(brokers, DEAD, PARTITIONS, max_message_bytes=DEAD_LIMIT)
        kafka_client.produce(brokers, TOPIC, feed())
        dead_letters = {"kafka": f"kafka: {{topic: {DEAD}, overflow: {directory}/overflow}}",
                        "ndjson": f"ndjson: {{directory: {directory}/dead}}"}[kind]
        config = newsmill.write_config(directory, brokers, TOPIC, dead_letters=dead_letters)
        newsmill.run_until_caught_up(config)
        if kind == "kafka":
            with case("the letter that is too large for the topic goes by reference"):
                letter, = [letter for letter in listed("--config", config) if letter.get("id") == "big"]
                equal(Path(letter["value_file"]).read_bytes() == BIG, True, "the file holds its bytes")
            with case("... and the one whose key alone is too large has all of its message in a file"):
                letter, = [letter for letter in listed("--config", config) if "message_file" in letter]
                wide = json.loads(Path(letter["message_file"]).read_bytes())
                equal(base64.b64decode(wide["key_base64"]) == WIDE, True, "the file holds its key")
            explicit = ("--letters", DEAD, "--brokers", brokers)
        else:
            explicit = ("--directory", directory / "dead", "--brokers", brokers)
        with case("the place may be given without a configuration"):
            equal(listed(*explicit), listed("--config", config), "letters")
        check_reading(("--config", config))
        check_replay(("--config", config))
        with case("drop leaves none"):
            dlq("drop", "--config", config, status=2)
            dlq("drop", "--config", config, "--yes", *(["--delete-records"] if kind == "kafka" else []))
            equal(listed("--config", config), [], "open letters")
            equal(listed("--config", config, "--all"), [], "letters")
        with case("the service goes on behind it"):
            kafka_client.produce(brokers, TOPIC, [(b"later", b"{")])
            newsmill.run_until_caught_up(config)
            equal([letter["id"] for letter in listed("--config", config)], ["later"], "open letters")
finish()
