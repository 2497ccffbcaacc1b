#!/usr/bin/python3
"""Through a real broker: produce, run, search; every message one outcome; a replay changes nothing.

  kafka_end_to_end.py [TEXT_FILE]   TEXT_FILE is an article to send along and to find again
"""
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import jsonschema
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish

TOPIC, DEAD_TOPIC, PARTITIONS = "news.articles", "news.articles.dead", 3
SCHEMA = json.loads((newsmill.ROOT / "deploy/schema/newsmill.enriched.v1.schema.json").read_text())


def produce(brokers, file, *arguments):
    done = newsmill.run("produce", "--brokers", brokers, "--topic", TOPIC, file, *arguments)
    assert done.returncode == 0, done.stderr
    return done


def own_article():
    """(id, title, text, words to search for) of the article that goes in as a flat message."""
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text(encoding="utf-8").strip()
        return "own-article", text.split(",")[0][:80], text, " ".join(text.split()[3:7])
    article = next(article for article in articles.open_articles() if article["id"] == "o-03")
    return "own-article", article["title"], article["text"], "Tiraspol"


def write_feed(directory):
    identifier, title, text, _ = own_article()
    message = {"id": identifier, "title": title, "body": text, "published_at": "2026-01-05T08:00:00Z", "language": "en"}
    (directory / "own.jsonl").write_text(json.dumps(message, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [articles.kcat_envelope(message, TOPIC) for message in articles.stream()]
    (directory / "stream.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def check_raw_messages(sent, log):
    """Every message of the stream stands in the topic byte for byte, behind its own key or none."""
    found = {(record.key, record.value) for record in log}
    for message in sent:
        key = None if message["key"] is None else message["key"].encode()
        assert (key, message["value"]) in found, f"message {message['n']} ({message['shape']}): its bytes are not in the topic"


def check_outcomes(sent, log, records, letters):
    """Messages end as the gold file says, with its reason."""
    position = {(record.key, record.value): (record.partition, record.offset) for record in log}
    codes = {(letter["partition"], letter["offset"]): letter["code"] for letter in letters}
    written = set(newsmill.positions(records))
    for message in sent:
        key = None if message["key"] is None else message["key"].encode()
        at = position[key, message["value"]]
        gold = message["gold"]
        dead = gold["outcome"] == "dead-letter"
        if dead and at in written and "deliver" in gold.get("accept", []):
            continue
        equal(at in codes, dead, f"message {message['n']} ({message['shape']}) in the dead letters, {codes.get(at)}")
        if dead:
            accepted = [gold["reason"], *gold.get("reason_accept", [])]
            assert codes[at] in accepted, f"message {message['n']} ({message['shape']}): {codes[at]}, expected {accepted}"


def check_spans(record):
    """Every span of the record slices the emitted title or text; a claim's text is that of its pieces."""
    for claim in record.get("claims", []):
        field = record[claim["field"]]
        for piece in claim["content"]:
            assert 0 <= piece["start"] < piece["end"] <= len(field), f"{record['id']}: piece {piece} of {len(field)}"
        pieces = [field[piece["start"]:piece["end"]] for piece in claim["content"]]
        assert all(piece in claim["text"] for piece in pieces), f"{record['id']}: {claim['text']!r} is not {pieces}"
    for entity in record.get("entities", []):
        for mention in entity["mentions"]:
            text = record[mention["field"]][mention["start"]:mention["end"]]
            assert text and text == text.strip(), f"{record['id']}: mention {mention} is {text!r}"


def first_run(brokers, directory):
    """Produces, runs, and checks what came of it."""
    sent = articles.stream()
    with case("produce sends files of flat articles and of kcat envelopes"):
        produce(brokers, directory / "own.jsonl")
        produce(brokers, directory / "stream.jsonl", "--format", "kcat")
    log = kafka_client.consume(brokers, TOPIC, PARTITIONS)
    with case("what was produced stands in the topic byte for byte"):
        equal(len(log), len(sent) + 1, "messages in the topic")
        check_raw_messages(sent, log)
    config = newsmill.write_config(directory, brokers, TOPIC)
    counts = newsmill.run_until_caught_up(config)
    print(counts)
    with case("run --until-caught-up consumes every message once and its ledger adds up"):
        equal(counts["consumed"], len(log), "consumed")
        newsmill.check_ledger(counts)
    records = newsmill.records(directory / "enriched")
    letters = newsmill.dead_letters(directory / "dead")
    with case("every message is either a record or a dead letter"):
        equal(sorted(newsmill.positions(records + letters)), sorted((r.partition, r.offset) for r in log), "positions")
        equal(counts["dead_lettered"], len(letters), "dead letters counted and written")
    with case("messages end as the rules say, dead letters with their reason"):
        check_outcomes(sent, log, records, letters)
    with case("dead letters keep key and value byte for byte"):
        raw = {(r.partition, r.offset): (r.key, r.value) for r in log}
        for letter in letters:
            equal((letter["key"], letter["value"]), raw[letter["partition"], letter["offset"]], f"dead letter {letter['code']}")
    with case("every record is valid by the schema"):
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for record in records:
            for problem in validator.iter_errors(record):
                raise AssertionError(f"{record['id']}: {problem.json_path}: {problem.message[:300]}")
    with case("every span slices its text"):
        for record in records:
            check_spans(record)
    return len(log)


def check_search(directory):
    identifier, title, _, words = own_article()
    with case("search finds the article again"):
        done = newsmill.run("search", words, "--db", directory / "news.db")
        equal(done.returncode, 0, "status")
        assert title in done.stdout, f"no {title!r} in:\n{done.stdout}"
    with case("search --json gives the article's id"):
        done = newsmill.run("search", words, "--db", directory / "news.db", "--json")
        assert identifier in done.stdout, done.stdout
        for line in done.stdout.splitlines():
            json.loads(line)
    speaker = newsmill.stored(directory / "news.db", "SELECT json_extract(record, '$.claims') FROM articles WHERE id = ?",
                              identifier)[0][0]
    names = [claim["speaker"]["name"] for claim in json.loads(speaker) if claim.get("speaker")]
    with case("search --speaker finds what somebody said"):
        assert names, "no claim of the article has a speaker"
        done = newsmill.run("search", words, "--db", directory / "news.db", "--speaker", names[0])
        assert title in done.stdout, f"no {title!r} for speaker {names[0]} in:\n{done.stdout}"


def second_run(brokers, directory, messages):
    """The same topic from the start with another group: nothing may change."""
    store, lines = newsmill.store_rows(directory / "news.db"), newsmill.records(directory / "enriched")
    counts = newsmill.run_until_caught_up(newsmill.write_config(directory, brokers, TOPIC, group="replay"))
    with case("a replay with a new group consumes everything again"):
        equal(counts["consumed"], messages, "consumed")
        newsmill.check_ledger(counts)
    with case("a replay changes nothing in SQLite"):
        equal({table: rows == store[table] for table, rows in newsmill.store_rows(directory / "news.db").items()},
              dict.fromkeys(store, True), "tables unchanged")
    with case("a replay adds no line to NDJSON"):
        equal(len(newsmill.records(directory / "enriched")), len(lines), "lines")


def kafka_dead_letters(brokers, directory):
    """The same feed with the dead letters in a topic."""
    other = directory / "other"
    other.mkdir()
    config = newsmill.write_config(other, brokers, TOPIC, group="dead-topic", dead_letters=f"kafka: {{topic: {DEAD_TOPIC}}}")
    log = {(r.partition, r.offset): r for r in kafka_client.consume(brokers, TOPIC, PARTITIONS)}
    with case("dead letters in a topic keep key, value and headers, and say why"):
        counts = newsmill.run_until_caught_up(config)
        letters = kafka_client.consume(brokers, DEAD_TOPIC)
        equal(len(letters), counts["dead_lettered"], "dead letters")
        for letter in letters:
            headers = dict(letter.headers)
            original = log[int(headers["newsmill.dlq.partition"]), int(headers["newsmill.dlq.offset"])]
            equal((letter.key, letter.value), (original.key, original.value), "key and value")
            assert set(original.headers) <= set(letter.headers), f"headers lost: {original.headers}"
            assert headers["newsmill.dlq.code"] and headers["newsmill.dlq.reason"], headers


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        directory = Path(folder)
        kafka_client.create_topic(brokers, TOPIC, PARTITIONS)
        kafka_client.create_topic(brokers, DEAD_TOPIC)
        write_feed(directory)
        messages = first_run(brokers, directory)
        check_search(directory)
        second_run(brokers, directory, messages)
        kafka_dead_letters(brokers, directory)
    finish()


main()
