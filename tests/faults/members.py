#!/usr/bin/python3
"""Members that come and go, one that is frozen beyond its session, one that is busy for long, one with other topics."""
import signal
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

PARTITIONS = 4


def come_and_go(brokers, directory):
    topic, messages = "come-and-go", oracle.feed(oracle.scaled(12000, 60000))
    turns = oracle.scaled(6, 20)
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    config = newsmill.write_config(directory, brokers, topic, instance="", workers=1)
    logs, services = [], []

    def start():
        services.append(newsmill.Service(config, directory / f"log-{len(logs)}-{len(services)}-{time.monotonic_ns()}"))

    def leave():
        service = services.pop(0)
        equal(service.terminate(), 0, "exit status")
        logs.append(service.log())
    with case(f"members join and leave every three seconds, {turns} times: nothing lost, stale, twice or unaccounted"):
        try:
            start()
            part = -(-len(messages) // turns)
            for turn in range(turns):
                oracle.send(brokers, topic, messages[turn * part:(turn + 1) * part])
                start()
                time.sleep(3)
                leave()
            oracle.wait_until_caught_up(brokers, topic, PARTITIONS, services)
            leave()
        finally:
            for service in services:
                service.kill()
        oracle.judge(directory, kafka_client.consume(brokers, topic, PARTITIONS), messages)
        counts = [newsmill.summary(log) for log in logs]
        print(f"# consumed {sum(count['consumed'] for count in counts)} of {len(messages)}", flush=True)


def frozen(brokers, directory):
    """Its partitions go to the other process; what it held when it was stopped must not do harm afterwards."""
    topic, messages = "frozen", oracle.feed(oracle.scaled(16000, 60000))
    kafka_client.create_topic(brokers, topic, PARTITIONS)
    paths = [newsmill.write_config(directory, brokers, topic, name=f"{name}.yaml", instance=name) for name in ("one", "two")]
    with case("a process frozen beyond its session and continued: nothing lost, stale or unaccounted"):
        with newsmill.Service(paths[0], directory / "one.log") as one, newsmill.Service(paths[1], directory / "two.log") as two:
            wait_for(lambda: one.ready() and two.ready(), "both in the group")
            oracle.send(brokers, topic, messages[:len(messages) // 2])
            wait_for(lambda: one.settled() > 200, "the first is in the middle of it")
            one.send(signal.SIGSTOP)
            oracle.send(brokers, topic, messages[len(messages) // 2:])
            time.sleep(10)
            one.send(signal.SIGCONT)
            oracle.wait_until_caught_up(brokers, topic, PARTITIONS, [one, two])
            equal(two.terminate(), 0, "exit status of the other")
            equal(one.terminate(), 0, "exit status of the frozen one")
            newsmill.check_ledger(newsmill.summary(one.log()))
        # A write under way at the very moment of the stop is not taken back: its lines stand twice,
        # a batch of each worker at most.
        oracle.judge(directory, kafka_client.consume(brokers, topic, PARTITIONS), messages, duplicates=2 * 64)


def busy(brokers, directory):
    """Much more work than max.poll.interval.ms allows for, in messages as large as may be."""
    topic = "busy"
    kafka_client.create_topic(brokers, topic, 1)
    messages = [oracle.Sent(f"b{n}", 1, oracle.article(f"b{n}", 1, words=60000)) for n in range(oracle.scaled(48, 200))]
    oracle.send(brokers, topic, messages)
    config = newsmill.write_config(directory, brokers, topic, workers=1, properties=", max.poll.interval.ms: 6000",
                                   memory_mb=1024, group="busy")
    with case("a worker busy for longer than max.poll.interval.ms with a full batch stays in the group"):
        counts = newsmill.run("run", "--config", config, "--until-caught-up")
        equal(counts.returncode, 0, "exit status")
        text = [line["message"] for line in newsmill.log_lines(counts.stderr)]
        equal(text.count("partitions assigned"), 1, "assignments")
        equal(newsmill.summary(counts.stderr)["consumed"], len(messages), "consumed")
        oracle.judge(directory, kafka_client.consume(brokers, topic, 1), messages)


def other_topics(brokers, directory):
    """A broker gives a static member that is back its old partitions, whatever it subscribes to now."""
    with case("a killed process that comes back with another topic reads that one"):
        for topic in ("before", "after"):
            kafka_client.create_topic(brokers, topic, PARTITIONS)
            oracle.send(brokers, topic, oracle.feed(400, prefix=topic))
            config = newsmill.write_config(directory, brokers, topic, group="other-topics")
            with newsmill.Service(config, directory / f"{topic}.log") as service:
                wait_for(lambda: service.settled() == 400, f"all of {topic}")


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        for check in (come_and_go, frozen, busy, other_topics):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            check(brokers, directory)
    finish()


main()
