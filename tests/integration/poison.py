#!/usr/bin/python3
"""Messages that crash or hang a stage, one in 1,000: dead-lettered after two deaths, everything else once."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish
from restarts import run_with_restarts

PARTITIONS, MESSAGES = 4, 4000
CRASH_EVERY, HANG_AT = 1000, 2222
DEADLINE_S = 3
MOST_DEATHS = 60


def title(n):
    if n % CRASH_EVERY == CRASH_EVERY // 2:
        return "segfault"
    return "hang" if n == HANG_AT else f"Title {n}"


CODES = {"segfault": "stage_crash", "hang": "stage_timeout"}
POISON = {f"article-{n:05}": CODES[title(n)] for n in range(MESSAGES) if title(n) in CODES}


def feed():
    sources = articles.open_articles()
    for n in range(MESSAGES):
        identifier = f"article-{n:05}"
        yield identifier.encode(), articles.flat({**sources[n % len(sources)], "title": title(n)}, identifier)


def check(directory, log):
    records, letters = newsmill.records(directory / "enriched"), newsmill.dead_letters(directory / "dead")
    everything = sorted((record.partition, record.offset) for record in log)
    with case("every message once: a record or a dead letter"):
        assert sorted(newsmill.positions(records + letters)) == everything, \
            f"{len(records)} records and {len(letters)} dead letters of {len(everything)} messages"
    with case("every record is in the store"):
        stored = newsmill.stored(directory / "news.db", "SELECT count(*) FROM articles")
        equal(stored, [(MESSAGES - len(POISON),)], "articles")
    with case("the dead letters are the poison, with its reason, stage and attempts"):
        equal({letter["key"].decode(): letter["code"] for letter in letters}, POISON, "dead letters")
        equal({(letter["stage"], letter["class"], letter["attempts"]) for letter in letters}, {("poison", "stage", 2)},
              "stage, class and attempts")
    with case("... and their bytes are those that were sent"):
        sent = {record.key: record.value for record in log}
        assert all(letter["value"] == sent[letter["key"]] for letter in letters)
    with case("nothing is left of markers and suspects"):
        state = directory / "state/poison"
        equal(sorted(path.name for path in state.iterdir()), ["lock", "suspects.tsv"], "files")
        equal((state / "suspects.tsv").read_text(), "", "suspects")


with kafka_broker.broker() as brokers:
    for processes, workers in ((1, 1), (1, 3), (2, 2)):
        name = f"{processes}-processes-{workers}-workers"
        print(f"# {name}")
        with tempfile.TemporaryDirectory() as folder:
            directory = Path(folder)
            kafka_client.create_topic(brokers, name, PARTITIONS)
            kafka_client.produce(brokers, name, feed())
            configs = [newsmill.write_config(directory, brokers, name, f"process-{i}.yaml", group=name, workers=workers,
                                             instance=f"{name}-{i}", limits=f", stage_deadline_s: {DEADLINE_S}") for i in range(processes)]
            with case("the processes get through, started again whenever a message ends them"):
                deaths = run_with_restarts(configs, directory, MOST_DEATHS)
                print(f"{deaths} deaths for {len(POISON)} poison messages")
                # Each of them kills twice; one that a neighbour has brought under suspicion, once.
                assert len(POISON) < deaths <= 4 * len(POISON), deaths
            check(directory, kafka_client.consume(brokers, name, PARTITIONS))
finish()
