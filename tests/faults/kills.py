#!/usr/bin/python3
"""kill -9 and SIGTERM at random moments, two processes in the group, stores shared by them.

NEWSMILL_FAULTS=full: 100,000 messages, 50 kills and 20 SIGTERMs.
"""
import random
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

PARTITIONS = 4
SESSION_MS = 30000
WORDS = 350  # so that the ends fall into the work


def configs(directory, brokers, topic):
    return [newsmill.write_config(directory, brokers, topic, name=f"{name}.yaml", instance=name, workers=2)
            for name in ("one", "two")]


def disturb(brokers, directory, topic, messages, times, end):
    """Ends one of two processes so often with `end` while they work off the messages, starting it again at once.
    Returns the logs of all processes."""
    chance, started, still_open = random.Random(5), [], []
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    oracle.send(brokers, topic, messages)
    paths = configs(directory, brokers, topic)

    def start(number):
        started.append(newsmill.Service(paths[number], directory / f"log-{len(started)}"))
        return started[-1]
    services = [start(0), start(1)]
    try:
        for _ in range(times):
            time.sleep(chance.uniform(0.1, 2))
            still_open.append(oracle.open_messages(brokers, topic, PARTITIONS, len(messages)))
            victim = chance.randrange(2)
            end(services[victim])
            services[victim] = start(victim)
        oracle.wait_until_caught_up(brokers, topic, PARTITIONS, services)
        for service in services:
            equal(service.terminate(), 0, "exit status of the last stop")
    finally:
        for service in started:
            service.kill()
    print(f"# messages not committed at each of them: {still_open}", flush=True)
    return [service.log() for service in started]


def kill_nine(brokers, directory):
    messages = oracle.feed(oracle.scaled(20000, 100000), words=WORDS)
    times = oracle.scaled(8, 50)
    with case(f"kill -9 at {times} moments of {len(messages)} messages: nothing lost, stale, twice or unaccounted"):
        disturb(brokers, directory, "kills", messages, times, lambda service: service.kill())
        oracle.judge(directory, kafka_client.consume(brokers, "kills", PARTITIONS), messages)


def terminate(brokers, directory):
    messages = oracle.feed(oracle.scaled(12000, 100000), words=WORDS)
    times = oracle.scaled(6, 20)
    logs = []
    with case(f"SIGTERM at {times} moments of {len(messages)} messages: status 0, nothing lost, stale or unaccounted"):
        logs = disturb(brokers, directory, "stops", messages, times,
                       lambda service: equal(service.terminate(), 0, "exit status"))
        oracle.judge(directory, kafka_client.consume(brokers, "stops", PARTITIONS), messages)
    with case("SIGTERM: no message is processed twice after a clean stop"):
        counts = [newsmill.summary(log) for log in logs]
        for count in counts:
            newsmill.check_ledger(count)
        equal(sum(count["consumed"] for count in counts), len(messages), "messages consumed by all runs together")
        equal(sum(count["abandoned"] for count in counts), 0, "abandoned")


def back_at_once(brokers, directory):
    """With static membership a process that was killed does not wait for the session time-out."""
    topic = "restart"
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    config = newsmill.write_config(directory, brokers, topic, group="restart", session_ms=SESSION_MS)
    with case("a killed process has its partitions back before the session time-out"):
        for attempt in range(oracle.scaled(3, 11)):
            oracle.send(brokers, topic, oracle.feed(400, prefix=f"r{attempt}-"))
            begin = time.monotonic()
            with newsmill.Service(config, directory / f"log-{attempt}") as service:
                wait_for(lambda: service.settled() > 0, "first output", 60)
                took = time.monotonic() - begin
                print(f"# first output {took:.1f} s after the start{' behind a kill -9' if attempt else ''}", flush=True)
                assert took < SESSION_MS / 1000, f"{took:.1f} s"
                wait_for(lambda: service.counts()["in_flight"] == 0, "idle")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for check in (kill_nine, terminate, back_at_once):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            check(brokers, directory)
    finish()


main()
