#!/usr/bin/python3
"""A real Kafka broker to throw away: one KRaft node on 127.0.0.1, no Docker.

  kafka_broker.py fetch                       fills the cache: the jars, from Maven Central
  kafka_broker.py start DIR [NAME=VALUE ...]  starts one with its data in DIR (created) and returns;
                                              prints `ready HOST:PORT pid N`; stop it with kill N

The cache is $NEWSMILL_CACHE (~/.cache/newsmill): 46 MB of jars and a 43 MB archive of loaded classes,
with which a start takes a third of the time. Needs Java 17 and Maven. Messages of up to 96 MiB pass;
topics are not made by themselves. NAME=VALUE are further broker properties.
"""
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

VERSION = "3.9.2"
CACHE = Path(os.environ.get("NEWSMILL_CACHE") or Path.home() / ".cache/newsmill")
HOME = CACHE / f"kafka-{VERSION}"
START_TIMEOUT_S = 180
CLUSTER_ID = "AAAAAAAAAAAAAAAAAAAAAA"
# One collector thread and the quick compiler: starts sooner, stays small.
JAVA = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
HEAP = "-Xmx512m"


class BrokerError(Exception):
    """The broker could not be fetched or started; the message is for a person."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def properties(directory, port, extra, node=1, controllers=None):
    """`controllers`: {node: port} of all nodes of the cluster; one node of its own where missing."""
    controllers = controllers or {node: free_port()}
    controller = controllers[node]
    limit = 96 << 20
    return {
        "process.roles": "broker,controller",
        "node.id": node,
        "controller.quorum.voters": ",".join(f"{n}@127.0.0.1:{p}" for n, p in controllers.items()),
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "log.dirs": f"{directory}/data",
        "auto.create.topics.enable": "false",
        "message.max.bytes": limit,
        "socket.request.max.bytes": limit + (1 << 20),
        "offsets.topic.replication.factor": 1,
        "offsets.topic.num.partitions": 4,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "group.initial.rebalance.delay.ms": 0,
        "group.min.session.timeout.ms": 1000,
        "log.cleaner.dedupe.buffer.size": 16 << 20,
        **extra,
    }


def class_path():
    return ":".join(sorted(str(jar) for jar in (HOME / "lib").glob("*.jar")))


def archive_flags():
    archive = HOME / "classes.jsa"
    return [f"-XX:SharedArchiveFile={archive}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"] if archive.exists() else []


def last_lines(log):
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])


def wait_until_started(process, log):
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end:
        if "Kafka Server started" in log.read_text(errors="replace"):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    process.kill()
    raise BrokerError(f"the broker did not start; the end of {log}:\n{last_lines(log)}")


def format_storage(directory, config, flags):
    log = directory / "format.log"
    with log.open("w") as out:
        command = JAVA + ["-Xmx64m", *flags, "-cp", class_path(), "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID,
                          "-c", str(config)]
        if subprocess.run(command, stdout=out, stderr=out).returncode != 0:
            raise BrokerError(f"formatting the broker's storage failed:\n{last_lines(log)}")


def spawn(directory, settings, flags=None):
    """Starts a broker in `directory` with these properties, without waiting for it."""
    directory.mkdir(parents=True, exist_ok=True)
    config = directory / "server.properties"
    config.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    if not (directory / "data/meta.properties").exists():
        format_storage(directory, config, archive_flags())
    with (directory / "log").open("w") as out:
        return subprocess.Popen(JAVA + [HEAP, *(archive_flags() if flags is None else flags), "-cp", class_path(),
                                        "kafka.Kafka", str(config)],
                                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)


def launch(directory, extra=None, flags=None):
    """Starts a broker in `directory` and waits for it. Returns (process, HOST:PORT)."""
    port = free_port()
    process = spawn(directory, properties(directory, port, extra or {}), flags)
    wait_until_started(process, directory / "log")
    return process, f"127.0.0.1:{port}"


class Cluster:
    """Brokers that can be killed and come back with their data and ports. For a `with` block."""

    def __init__(self, nodes=1, extra=None):
        fetch()
        self._folder = tempfile.TemporaryDirectory(prefix="newsmill-kafka-")
        controllers = {node: free_port() for node in range(1, nodes + 1)}
        self._ports = {node: free_port() for node in controllers}
        replicas = {"offsets.topic.replication.factor": min(nodes, 3), **(extra or {})}
        self._settings = {node: properties(self._directory(node), port, replicas, node, controllers)
                          for node, port in self._ports.items()}
        self._processes = {}
        self.brokers = ",".join(f"127.0.0.1:{port}" for port in self._ports.values())

    def _directory(self, node):
        return Path(self._folder.name) / str(node)

    def __enter__(self):
        try:
            self.start(*self._ports)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for node in list(self._processes):
            self.kill(node)
        self._folder.cleanup()

    def start(self, *nodes):
        """Starts these nodes and waits for them."""
        for node in nodes:
            self._processes[node] = spawn(self._directory(node), self._settings[node])
        for node in nodes:
            wait_until_started(self._processes[node], self._directory(node) / "log")

    def kill(self, node):
        """kill -9."""
        process = self._processes.pop(node)
        process.kill()
        process.wait()


def stop(process):
    """Ends a broker cleanly, or not so cleanly after ten seconds."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def download():
    for program, package in (("java", "openjdk-17-jre-headless"), ("mvn", "maven")):
        if not shutil.which(program):
            raise BrokerError(f"`{program}` is missing: install the Debian package {package}")
    temporary = HOME.with_suffix(".tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    shutil.rmtree(HOME, ignore_errors=True)
    temporary.mkdir(parents=True)
    maven = subprocess.run(["mvn", "-B", "-q", "-f", str(Path(__file__).with_suffix(".xml")), f"-Dkafka.version={VERSION}",
                            f"-Dmaven.repo.local={CACHE / 'm2'}", "dependency:copy-dependencies",
                            f"-DoutputDirectory={temporary / 'lib'}", "-DincludeScope=runtime"],
                           capture_output=True, text=True)
    if maven.returncode != 0:
        raise BrokerError("Maven could not fetch the broker's jars (is there a way to Maven Central?):\n" +
                          "\n".join(maven.stdout.splitlines()[-12:]))
    temporary.rename(HOME)


def archive_classes():
    """One run that writes the archive of loaded classes when it ends."""
    with tempfile.TemporaryDirectory() as directory:
        process, _ = launch(Path(directory), flags=[f"-XX:ArchiveClassesAtExit={HOME / 'classes.jsa'}"])
        process.terminate()
        process.wait()


def fetch():
    """Fills the cache; quick where it is full. One process at a time does the work."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"kafka-{VERSION}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (HOME / "complete").exists():
            return
        download()
        archive_classes()
        (HOME / "complete").touch()


@contextlib.contextmanager
def broker(extra=None):
    """A running broker for a `with` block: yields HOST:PORT."""
    fetch()
    with tempfile.TemporaryDirectory(prefix="newsmill-kafka-") as directory:
        process, address = launch(Path(directory), extra)
        try:
            yield address
        finally:
            stop(process)


def main(arguments):
    if arguments == ["fetch"]:
        fetch()
    elif len(arguments) >= 2 and arguments[0] == "start":
        fetch()
        process, address = launch(Path(arguments[1]).resolve(), dict(pair.split("=", 1) for pair in arguments[2:]))
        print(f"ready {address} pid {process.pid}")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokerError as error:
        sys.exit(f"kafka_broker: {error}")
