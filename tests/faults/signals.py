#!/usr/bin/python3
"""SIGTERM while a store accepts nothing, a second one, and SIGHUP."""
import contextlib
import os
import signal
import sqlite3
import tempfile
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

LONG_S = 3600  # the test would hang
FORBIDDEN = {"workers: 2": "workers: 5"}  # what SIGHUP must leave as it is


@contextlib.contextmanager
def waiting_service(brokers, topic, directory, timeout_s):
    """A service that has read a feed and waits for a store that somebody has locked."""
    directory.mkdir(exist_ok=True)
    messages = oracle.write_feed(brokers, topic, 1000)
    config = newsmill.write_config(directory, brokers, topic, limits=f", shutdown_timeout_s: {timeout_s}")
    with newsmill.Service(config, directory / "log") as service:
        wait_for(lambda: (directory / "news.db").exists() and service.ready(), "ready", seconds=90)
        yield service, messages


def lock(directory):
    store = sqlite3.connect(directory / "news.db", isolation_level=None)
    store.execute("BEGIN IMMEDIATE")
    return store


def blocked_feed(brokers, topic, directory, service, prefix):
    """Locks the store, sends more, and waits until that is stuck; returns the lock and what was sent."""
    store = lock(directory)
    more = oracle.feed(1000, prefix=prefix)
    oracle.send(brokers, topic, more)
    wait_for(lambda: service.metric("newsmill_sink_blocked") > 0, "blocked")
    return store, more


def second_signal(brokers, directory):
    with case("a second SIGTERM ends at once what waits for a store, with status 1; nothing is lost"), \
            waiting_service(brokers, "second", directory, LONG_S) as (service, messages):
        store, more = blocked_feed(brokers, "second", directory, service, "b")
        service.send(signal.SIGTERM)
        wait_for(lambda: "stopping" in service.log() or not service.alive(), "the stop")
        assert service.alive(), "it ended with messages that are not settled"
        service.send(signal.SIGTERM)
        equal(service.process.wait(60), 1, "exit status")
        store.execute("ROLLBACK")
        store.close()
        with newsmill.Service(directory / "news.yaml", directory / "log2") as again:
            oracle.end(brokers, "second", directory, again, messages + more)


def bounded_stop(brokers, directory):
    with case("SIGTERM ends within shutdown_timeout_s, says that not all is settled, and nothing is lost"), \
            waiting_service(brokers, "bounded", directory, 2) as (service, messages):
        store, more = blocked_feed(brokers, "bounded", directory, service, "b")
        assert service.terminate() != 0, "status 0, though not all was settled"
        store.execute("ROLLBACK")
        store.close()
        with newsmill.Service(directory / "news.yaml", directory / "log2") as again:
            oracle.end(brokers, "bounded", directory, again, messages + more)


def hangup(brokers, directory):
    directory.mkdir()
    messages = oracle.write_feed(brokers, "hangup", 500)
    config = newsmill.write_config(directory, brokers, "hangup")
    log = directory / "log"
    config.write_text(config.read_text().replace("log: {format: json}", f"log: {{format: json, file: {log}, level: info}}"))
    with newsmill.Service(config, log) as service:
        wait_for(service.ready, "ready")
        with case("SIGHUP goes on in a new file where the log has been moved away"):
            os.rename(log, directory / "log.1")
            service.send(signal.SIGHUP)
            wait_for(lambda: log.exists() and "log reopened" in service.log(), "the new log")
        with case("SIGHUP reads the log's level again, and nothing else"):
            text = config.read_text().replace("level: info", "level: error")
            for old, new in FORBIDDEN.items():
                text = text.replace(old, new)
            config.write_text(text)
            os.rename(log, directory / "log.2")
            threads = len(os.listdir(f"/proc/{service.process.pid}/task"))
            service.send(signal.SIGHUP)
            wait_for(log.exists, "the new log")
            service.send(signal.SIGHUP)  # "log reopened" is information: no error's log has it
            oracle.wait_until_caught_up(brokers, "hangup", 2, [service])
            equal(service.log(), "", "the log at level error")
            equal(len(os.listdir(f"/proc/{service.process.pid}/task")), threads, "threads")
        with case("SIGHUP with a configuration that cannot be read is an error in the log, and the service stays"):
            config.write_text("nonsense: [")
            service.send(signal.SIGHUP)
            wait_for(lambda: "the log stays as it was" in service.log(), "the complaint")
            assert service.alive(), "it ended"
            equal(service.terminate(), 0, "exit status")
    with case("... and nothing is lost by it"):
        oracle.judge(directory, kafka_client.consume(brokers, "hangup", 2), messages)


with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
    for name, check in (("second", second_signal), ("bounded", bounded_stop), ("hangup", hangup)):
        check(brokers, Path(folder) / name)
finish()
