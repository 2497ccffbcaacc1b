#!/usr/bin/python3
"""Brokers that die, a leader that moves, logs with gaps and logs that begin behind the committed offset."""
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

PARTITIONS = 4


class Supervised(newsmill.Service):
    """Starts again, as a supervisor would, where a coordinator that has just moved took it for its own double: it knew an
    older member of the same name."""

    def __init__(self, config, log):
        super().__init__(config, log)
        self._config = config

    def alive(self):
        if super().alive():
            return True
        if self.process.returncode == 0 or "Static consumer fenced" not in self.log():
            return False
        print("# fenced, started again", flush=True)
        self._log.close()
        self.__init__(self._config, self.log_path.with_suffix(".again"))
        return True


def broker_killed(cluster, directory):
    topic, messages = "outage", oracle.feed(oracle.scaled(12000, 60000))
    kafka_client.create_topic(cluster.brokers, topic, PARTITIONS)
    oracle.send(cluster.brokers, topic, messages)
    log = kafka_client.consume(cluster.brokers, topic, PARTITIONS)
    with case("the broker is killed and comes back: nothing lost, stale, twice or unaccounted"):
        with newsmill.Service(newsmill.write_config(directory, cluster.brokers, topic), directory / "log") as service:
            wait_for(lambda: service.settled() > 500, "the middle of it")
            cluster.kill(1)
            time.sleep(oracle.scaled(5, 60))
            cluster.start(1)
            oracle.wait_until_caught_up(cluster.brokers, topic, PARTITIONS, [service])
            equal(service.terminate(), 0, "exit status")
            newsmill.check_ledger(newsmill.summary(service.log()))
        oracle.judge(directory, log, messages)


def out_of_range(cluster, directory):
    """Retention was faster than we: what is lost must be somebody's decision."""
    topic, messages = "expired", oracle.feed(4000)
    kafka_client.create_topic(cluster.brokers, topic, 2)
    oracle.send(cluster.brokers, topic, messages[:2000], partition=0)
    oracle.send(cluster.brokers, topic, messages[2000:3000], partition=1)
    config = newsmill.write_config(directory, cluster.brokers, topic, workers=1)
    newsmill.run_until_caught_up(config)
    oracle.send(cluster.brokers, topic, messages[3000:], partition=0)
    oracle.send(cluster.brokers, topic, oracle.feed(400, prefix="later"), partition=1)
    kafka_client.delete_records(cluster.brokers, topic, 0, 2500)
    with case("a committed offset out of the log stops its partition, with an alert, and no other"):
        with newsmill.Service(config, directory / "stopped.log") as service:
            wait_for(lambda: service.metric("newsmill_partition_stopped", partition="0") == 1, "partition 0 stopped")
            wait_for(lambda: kafka_client.committed(cluster.brokers, "newsmill-test", topic, 2)[1] == 1400, "the other goes on")
            assert not service.ready(), "it says that it is ready"
            assert "partition stopped" in service.log(), service.log()
            equal(service.terminate(), 0, "exit status")
        equal(kafka_client.committed(cluster.brokers, "newsmill-test", topic, 2), [2000, 1400], "committed offsets")
    with case("the partition goes on where somebody has put the group's offset"):
        kafka_client.commit(cluster.brokers, "newsmill-test", topic, {0: 2500})
        newsmill.run_until_caught_up(config)
        equal(kafka_client.committed(cluster.brokers, "newsmill-test", topic, 2), [3000, 1400], "committed offsets")
        positions = set(newsmill.positions(newsmill.records(directory / "enriched") + newsmill.dead_letters(directory / "dead")))
        equal(positions, {(0, n) for n in range(3000) if not 2000 <= n < 2500} | {(1, n) for n in range(1400)}, "what was read")


def transactions(cluster, directory):
    topic, kept, dropped = "transactions", oracle.feed(1500), oracle.feed(500, prefix="aborted")
    kafka_client.create_topic(cluster.brokers, topic, 1)
    for start in range(0, 1500, 500):
        oracle.send(cluster.brokers, topic, kept[start:start + 500], transaction="commit")
        oracle.send(cluster.brokers, topic, dropped, transaction="abort")
    with case("aborted transactions are left out and their gaps passed over, up to the end of the log"):
        newsmill.run_until_caught_up(newsmill.write_config(directory, cluster.brokers, topic))
        oracle.judge(directory, kafka_client.consume(cluster.brokers, topic), kept)


def compacted(cluster, directory):
    topic, messages = "compacted", oracle.feed(3000)
    kafka_client.create_topic(cluster.brokers, topic, 1, cleanup_policy="compact", segment_ms=100, min_cleanable_dirty_ratio=0.01)
    for start in range(0, 3000, 1000):
        oracle.send(cluster.brokers, topic, messages[start:start + 1000])
        time.sleep(0.3)
    wait_for(lambda: len(kafka_client.consume(cluster.brokers, topic)) < 2500, "compaction", 90)
    time.sleep(2)
    config = newsmill.write_config(directory, cluster.brokers, topic)
    with case("a compacted topic is read to its end over its gaps"):
        log = kafka_client.consume(cluster.brokers, topic)
        newsmill.run_until_caught_up(config)
        log = sorted(set(position(log)) & set(position(kafka_client.consume(cluster.brokers, topic))))
        found = set(newsmill.positions(newsmill.records(directory / "enriched") + newsmill.dead_letters(directory / "dead")))
        missing = set(log) - found
        print(f"# {len(log)} of 3000 messages left by compaction", flush=True)
        equal(missing, set(), "missing")


def position(records):
    return [(record.partition, record.offset) for record in records]


def leader_moved(directory):
    topic, messages = "moved", oracle.feed(oracle.scaled(12000, 60000))
    with kafka_broker.Cluster(3) as cluster:
        kafka_client.create_topic(cluster.brokers, topic, PARTITIONS, replicas=3, min_insync_replicas=2)
        oracle.send(cluster.brokers, topic, messages, acks="all")
        log = kafka_client.consume(cluster.brokers, topic, PARTITIONS)
        with case("three brokers, each killed in turn, so that all leaders move: nothing lost, stale, twice or unaccounted"):
            with Supervised(newsmill.write_config(directory, cluster.brokers, topic), directory / "log") as service:
                wait_for(lambda: service.settled() > 300, "the middle of it")
                for node in (1, 2, 3):
                    cluster.kill(node)
                    time.sleep(3)
                    cluster.start(node)
                    time.sleep(2)
                oracle.wait_until_caught_up(cluster.brokers, topic, PARTITIONS, [service])
                equal(service.terminate(), 0, "exit status")
                newsmill.check_ledger(newsmill.summary(service.log()))
            oracle.judge(directory, log, messages)


def main():
    with tempfile.TemporaryDirectory() as folder:
        def place(check):
            directory = Path(folder) / check.__name__
            directory.mkdir()
            return directory
        with kafka_broker.Cluster(1, {"log.cleaner.backoff.ms": 500}) as cluster:
            for check in (broker_killed, out_of_range, transactions, compacted):
                check(cluster, place(check))
        leader_moved(place(leader_moved))
    finish()


main()
