#!/usr/bin/python3
"""One message in 10,000 crashes a stage, and some hang it: two deaths each, and nothing else is touched.

NEWSMILL_FAULTS=full: 100,000 messages and 10 crashes instead of 20,000 and 2.
"""
import tempfile
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish
from restarts import run_with_restarts

PARTITIONS = 4
CRASH_EVERY = 10000
DEADLINE_S = 3
CODES = {"segfault": "stage_crash", "hang": "stage_timeout"}


def poison(feed):
    """The feed with every 10,000th message made one that crashes, and a few that hang."""
    titles = {n: "segfault" for n in range(CRASH_EVERY // 2, len(feed), CRASH_EVERY)}
    titles.update({n: "hang" for n in range(CRASH_EVERY - 3, len(feed), 3 * CRASH_EVERY)})
    messages, codes = list(feed), {}
    for n, title in titles.items():
        identifier = f"{title}-{n}"
        messages[n] = oracle.Sent(identifier, 1, oracle.article(identifier, 1, title=title), dead=True)
        codes[identifier] = CODES[title]
    return messages, codes


def check(brokers, directory, workers):
    topic = f"poison-{workers}"
    messages, codes = poison(oracle.feed(oracle.scaled(20000, 100000)))
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    oracle.send(brokers, topic, messages)
    config = newsmill.write_config(directory, brokers, topic, workers=workers, limits=f", stage_deadline_s: {DEADLINE_S}")
    with case(f"{workers} workers, {len(codes)} of {len(messages)} messages crash or hang: nothing lost, stale, twice or unaccounted"):
        deaths = run_with_restarts([config], directory, most_deaths=4 * len(codes))
        print(f"# {deaths} deaths", flush=True)
        # Each of them kills twice; one that a neighbour has brought under suspicion, once.
        assert len(codes) < deaths, deaths
        oracle.judge(directory, kafka_client.consume(brokers, topic, PARTITIONS), messages)
    with case("... and the dead letters are the poison, with its reason, stage and attempts"):
        letters = [letter for letter in newsmill.dead_letters(directory / "dead") if letter["stage"] != "decoder"]
        equal({letter["key"].decode(): letter["code"] for letter in letters}, codes, "dead letters")
        equal({(letter["stage"], letter["attempts"]) for letter in letters}, {("poison", 2)}, "stage and attempts")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for workers in (1, 3):
            directory = Path(folder) / str(workers)
            directory.mkdir()
            check(brokers, directory, workers)
    finish()


main()
