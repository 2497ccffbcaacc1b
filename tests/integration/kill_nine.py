#!/usr/bin/python3
"""kill -9 in the middle of a run, three times: nothing missing, nothing doubled."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

TOPIC, PARTITIONS, MESSAGES = "news.articles", 4, 5000
BROKEN_EVERY = 50
KILL_AFTER = (400, 900, 700)  # messages settled since the start of each run


def feed():
    """5,000 messages: sample articles under changing ids, every fiftieth of them broken."""
    sources = articles.open_articles()
    for n in range(MESSAGES):
        identifier = f"article-{n:05}"
        value = b"{broken" if n % BROKEN_EVERY == 0 else articles.flat(sources[n % len(sources)], identifier)
        yield identifier.encode(), value


def run_and_kill(config, log, after):
    with newsmill.Service(config, log) as service:
        wait_for(lambda: not service.alive() or service.settled() >= after, f"{after} messages settled", 120)
        assert service.alive(), f"the process ended by itself:\n{service.log()[-2000:]}"
        counts = service.counts()
        service.kill()
    return counts


def check_files(directory, log):
    everything = sorted((record.partition, record.offset) for record in log)
    records, letters = newsmill.records(directory / "enriched"), newsmill.dead_letters(directory / "dead")
    with case("NDJSON: every line parses, no message twice, none missing"):
        equal(len(records), len(set(newsmill.positions(records))), "lines and positions of records")
        equal(len(letters), len(set(newsmill.positions(letters))), "lines and positions of dead letters")
        assert sorted(newsmill.positions(records + letters)) == everything, \
            f"{len(records)} records and {len(letters)} dead letters of {len(everything)} messages"
    with case("NDJSON: the directory holds segments alone"):
        others = [path.name for path in (directory / "enriched").iterdir()
                  if not path.name.endswith(".ndjson") and not path.name.startswith(".")]
        equal(others, [], "other files")
    with case("SQLite: every article once"):
        rows = newsmill.stored(directory / "news.db", "SELECT id FROM articles")
        expected = sorted(record.key.decode() for record in log if record.value != b"{broken")
        equal(len(rows), len(expected), "rows")
        equal(sorted(row[0] for row in rows), expected, "ids")
    with case("SQLite: claims and mentions are those of the records, none doubled"):
        for table in ("claims", "mentions"):
            stored = newsmill.stored(directory / "news.db", f"SELECT count(*) FROM {table}")[0][0]
            in_records = sum(len(record["claims"]) if table == "claims" else sum(len(e["mentions"]) for e in record["entities"])
                             for record in records)
            equal(stored, in_records, table)


with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
    directory = Path(folder)
    kafka_client.create_topic(brokers, TOPIC, PARTITIONS)
    kafka_client.produce(brokers, TOPIC, feed())
    config = newsmill.write_config(directory, brokers, TOPIC, batch_documents=32)
    for number, after in enumerate(KILL_AFTER, 1):
        with case(f"run {number} is killed in the middle"):
            print(run_and_kill(config, directory / f"log-{number}", after))
            written = newsmill.stored(directory / "news.db", "SELECT count(*) FROM articles")[0][0]
            assert 0 < written < MESSAGES - MESSAGES // BROKEN_EVERY, f"{written} articles stored: not in the middle"
    with case("the next run finishes the rest"):
        counts = newsmill.run_until_caught_up(config)
        print(counts)
        newsmill.check_ledger(counts)
    check_files(directory, kafka_client.consume(brokers, TOPIC, PARTITIONS))
finish()
