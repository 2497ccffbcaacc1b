#!/usr/bin/python3
"""SIGTERM while a store accepts nothing, a second one, and SIGHUP."""
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


def stop_while_locked(brokers, topic, directory, timeout_s, stop):
    """`stop` ends a service that waits for a store which somebody has locked; one started anew loses nothing."""
    directory.mkdir()
    messages = oracle.write_feed(brokers, topic, 1000)
    config = newsmill.write_config(directory, brokers, topic, limits=f", shutdown_timeout_s: {timeout_s}")
    with newsmill.Service(config, directory / "log") as service:
        wait_for(lambda: (directory / "news.db").exists() and service.ready(), "ready", seconds=90)
        store = sqlite3.connect(directory / "news.db", isolation_level=None)
        store.execute("BEGIN IMMEDIATE")
        more = oracle.feed(1000, prefix="b")
        oracle.send(brokers, topic, more)
        wait_for(lambda: service.metric("newsmill_sink_blocked") > 0, "blocked")
        stop(service)
        store.execute("ROLLBACK")
        store.close()
    with newsmill.Service(config, directory / "log2") as again:
        oracle.end(brokers, topic, directory, again, messages + more)


def second_signal(brokers, directory):
    def stop(service):
        service.send(signal.SIGTERM)
        wait_for(lambda: "stopping" in service.log() or not service.alive(), "the stop")
        assert service.alive(), "it ended with messages that are not settled"
        equal(service.terminate(), 1, "exit status")

    with case("a second SIGTERM ends at once what waits for a store, with status 1; nothing is lost"):
        stop_while_locked(brokers, "second", directory, LONG_S, stop)


def bounded_stop(brokers, directory):
    def stop(service):
        assert service.terminate() != 0, "status 0, though not all was settled"

    with case("SIGTERM ends within shutdown_timeout_s, says that not all is settled, and nothing is lost"):
        stop_while_locked(brokers, "bounded", directory, 2, stop)


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
            config.write_text(config.read_text().replace("level: info", "level: error").replace("workers: 2", "workers: 5"))
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
