#!/usr/bin/python3
"""Whatever bytes come from a real broker: a dead letter with its reason, a live process, bounded memory."""
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

TOPIC = "news.articles"
MEMORY_MB = 256
# Over the configured budget: models, libraries, and one message that is larger than any buffer (as
# fetched, as copied, and in base64 for the dead letters).
PEAK_MB = MEMORY_MB + 350


def flat(body, **more):
    return json.dumps({"id": "x", "title": "t", "body": body, **more}).encode()


GOOD = articles.flat(articles.open_articles()[0], "good")
# name -> (message, the codes that are right); no code: not a dead letter.
MESSAGES = {
    "invalid JSON": (b'{"id": "x", "title" "t"}', ["invalid_json"]),
    "cut off": (flat("some text")[:-9], ["invalid_json"]),
    "bytes that are no text": (bytes(range(1, 256)) * 40, ["invalid_json", "invalid_text", "unsupported_encoding"]),
    "invalid UTF-8": (flat("some text").replace(b"some", b"s\xff\xc3e"), ["invalid_text", "invalid_json"]),
    "a lone surrogate": (b'{"id":"x","title":"t","body":"a \\ud800 b"}', ["invalid_text", "invalid_json"]),
    "a NUL in the text": (flat("a\0b"), ["invalid_text"]),
    "an empty value": (b"", ["empty_message"]),
    "white space alone": (b" \r\n\t ", ["empty_message", "invalid_json"]),
    "an empty body": (flat(""), ["empty_body"]),
    "no id": (b'{"title":"t","body":"some text"}', ["missing_id", "unknown_shape"]),
    "a number as the body": (b'{"id":"x","title":"t","body":7}', ["invalid_field"]),
    "10,000 brackets deep": (b'{"id":"x","title":"t","body":"b","more":' + b"[" * 10000 + b"]" * 10000 + b"}", ["too_deep"]),
    "10,000 brackets without end": (b"[" * 10000, ["too_deep", "invalid_json"]),
    "50 MB": (flat("word " * 10_000_000), ["too_large"]),
    "a text over 1 MiB": (flat("word " * 300_000), ["too_large"]),
    "one endless word": (flat("x" * 1_000_000), []),
    "one endless sentence": (flat("he said that " * 70_000), []),
    "quotation marks alone": (flat("“ ” \" " * 60_000), []),
}

with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
    directory = Path(folder)
    kafka_client.create_topic(brokers, TOPIC)
    feed = [(b"good", GOOD)]
    feed += [(name.encode(), value) for name, (value, _) in MESSAGES.items()]
    feed += [(b"good", None), (None, None), (b"last", articles.flat(articles.open_articles()[1], "last"))]
    kafka_client.produce(brokers, TOPIC, feed)
    config = newsmill.write_config(directory, brokers, TOPIC, memory_mb=MEMORY_MB, batch_documents=8)
    with newsmill.Service(config, directory / "log") as service:
        with case("every message is settled while the process stays up"):
            wait_for(lambda: not service.alive() or service.settled() == len(feed), f"{len(feed)} messages settled", 180)
            assert service.alive(), f"the process ended:\n{service.log()[-2000:]}"
        with case("the ledger of the metrics adds up"):
            newsmill.check_ledger(service.counts())
        with case("it is alive and ready"):
            # The second worker may still wait to hear that there is no partition for it.
            wait_for(lambda: service.page("/readyz")[0] == 200, "/readyz says 200")
            equal(service.page("/livez")[0], 200, "/livez")
        peak = service.peak_memory_mb()
        with case(f"memory stays bounded: at most {PEAK_MB} MB"):
            assert peak <= PEAK_MB, f"{peak} MB"
        print(f"peak memory {peak} MB")
        with case("it ends cleanly when asked to"):
            equal(service.terminate(), 0, "status")
    letters = {letter["key"]: letter for letter in newsmill.dead_letters(directory / "dead")}
    for name, (value, codes) in MESSAGES.items():
        with case(f"{name}: {' or '.join(codes) or 'a record'}"):
            letter = letters.get(name.encode())
            if not codes:
                assert letter is None, f"dead letter {letter['code']}: {letter['reason']}"
                continue
            assert letter, "no dead letter"
            assert letter["code"] in codes, f"{letter['code']}: {letter['reason']}"
            assert letter["reason"], "no reason given"
            assert letter["value"] == value, "its bytes are not those that were sent"
    with case("a null value deletes the article"):
        equal(newsmill.stored(directory / "news.db", "SELECT count(*) FROM articles WHERE id = 'good' AND text IS NOT NULL AND text != ''"),
              [(0,)], "rows of the deleted article")
    with case("a null value without a key is a dead letter"):
        equal(letters[None]["code"], "missing_id", "code")
    with case("the article behind all that is delivered"):
        equal(len(newsmill.stored(directory / "news.db", "SELECT id FROM articles WHERE id = 'last'")), 1, "rows")
finish()
