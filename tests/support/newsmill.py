"""Runs the newsmill binary and reads what it has written."""
import base64
import json
import os
import re
import signal
import sqlite3
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("NEWSMILL_BINARY") or str(ROOT / "build/release/newsmill")
OUTCOMES = ("delivered", "superseded", "filtered", "retracted", "dead_lettered", "abandoned")

CONFIG = """\
source:
  kafka:
    brokers: {brokers}
    topics: [{topic}]
    group: {group}
    instance_id: "{instance}"
    properties: {{session.timeout.ms: {session_ms}, receive.message.max.bytes: 200000000{properties}}}
workers: {workers}
limits: {{memory_mb: {memory_mb}, batch_documents: {batch_documents}{limits}}}
sinks:
  - sqlite: {{path: {database}}}
  - ndjson: {{directory: {enriched}}}
dead_letters:
  {dead_letters}
state: {{directory: {directory}/state}}
admin: {{listen: "127.0.0.1:0"}}
log: {{format: json}}
"""


def write_config(directory, brokers, topic, name="news.yaml", **values):
    """Writes a configuration whose stores are in `directory`; returns its path. `limits` and `properties` are further
    members of those maps, each behind a comma."""
    values = {"group": "newsmill-test", "workers": 2, "memory_mb": 256, "batch_documents": 64, "instance": "test",
              "limits": "", "properties": "", "session_ms": 6000, "database": f"{directory}/news.db", "enriched": f"{directory}/enriched",
              "dead_letters": f"ndjson: {{directory: {directory}/dead}}", **values}
    path = Path(directory) / name
    path.write_text(CONFIG.format(brokers=brokers, topic=topic, directory=directory, **values))
    return path


def run(*arguments, timeout=300, **options):
    """Runs newsmill to its end. The result has returncode, stdout and stderr (text)."""
    return subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
                          errors="replace", **options)


def run_until_caught_up(config):
    """The service over what the topic holds; returns its summary. Anything but status 0 is an error."""
    done = run("run", "--config", config, "--until-caught-up")
    assert done.returncode == 0, f"status {done.returncode}: {done.stderr[-2000:]}"
    return summary(done.stderr)


def log_lines(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def summary(log):
    """The counts that the service logs when it ends: {"consumed": 82, "delivered": ...}."""
    for line in reversed(log_lines(log)):
        if line.get("message") == "summary":
            return {name.removeprefix("newsmill."): int(value) for name, value in line.items()
                    if name.startswith("newsmill.")}
    raise AssertionError("the log has no summary")


def check_ledger(counts):
    """The books balance and nothing is left in flight."""
    settled = sum(counts[outcome] for outcome in OUTCOMES)
    assert counts["consumed"] == settled + counts["in_flight"], f"the ledger does not add up: {counts}"
    assert counts["in_flight"] == 0, f"left in flight: {counts}"


class Service:
    """`newsmill run` in the background, for a `with` block that kills what is left of it."""

    def __init__(self, config, log):
        self.log_path = Path(log)
        self._log = self.log_path.open("w")
        self.process = subprocess.Popen([BINARY, "run", "--config", str(config)], stdin=subprocess.DEVNULL,
                                        stdout=self._log, stderr=self._log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self._log.close()

    def log(self):
        return self.log_path.read_text(errors="replace")

    def alive(self):
        return self.process.poll() is None

    def send(self, number):
        self.process.send_signal(number)

    def ready(self):
        return self.page("/readyz")[0] == 200

    def metric(self, name, **labels):
        """The sum of the samples with these labels."""
        total = 0.0
        for found, value in re.findall(rf"^{name}(?:\{{([^}}]*)\}})? (\S+)$", self.page("/metrics")[1], re.M):
            if all(f'{label}="{text}"' in found for label, text in labels.items()):
                total += float(value)
        return total

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def terminate(self):
        """SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def peak_memory_mb(self):
        """The most memory that the process ever had resident."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024

    def _address(self):
        for line in self.log().splitlines():
            if '"server.address"' in line:
                return json.loads(line)["server.address"]
        return None

    def page(self, path):
        """(status, text) of a page of the admin server; (0, "") while there is none yet."""
        address = self._address()
        if not address:
            return 0, ""
        try:
            with urllib.request.urlopen(f"http://{address}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def counts(self):
        """Sums over all partitions of one scrape: {"consumed": ..., "in_flight": ..., outcomes...}."""
        text = self.page("/metrics")[1]
        sums = dict.fromkeys(("consumed", "in_flight", *OUTCOMES), 0)
        for name, labels, value in re.findall(r"^newsmill_messages_(\w+)\{([^}]*)\} (\S+)$", text, re.M):
            outcome = re.search(r'outcome="(\w+)"', labels)
            key = outcome[1] if outcome else {"consumed_total": "consumed", "in_flight": "in_flight"}[name]
            sums[key] += int(float(value))
        return sums

    def settled(self):
        counts = self.counts()
        return sum(counts[outcome] for outcome in OUTCOMES)


def records(directory):
    """Every record of an NDJSON directory, in file order. A line that does not parse is an error."""
    found = []
    for path in sorted(Path(directory).glob("*.ndjson")):
        text = path.read_text(encoding="utf-8")
        assert not text or text.endswith("\n"), f"{path}: the last line is torn"
        found += [json.loads(line) for line in text.splitlines()]
    return found


def dead_letters(directory):
    """As records(), with `key` and `value` as bytes."""
    found = records(directory)
    for letter in found:
        for name in ("key", "value"):
            encoded = letter.get(name + "_base64")
            letter[name] = None if encoded is None else base64.b64decode(encoded)
    return found


def positions(lines):
    """(partition, offset) of records or dead letters."""
    return [(line.get("ingest", line)["partition"], line.get("ingest", line)["offset"]) for line in lines]


def store_rows(path):
    """{table: all its rows, sorted}, for comparing the whole store before and after."""
    with sqlite3.connect(path) as store:
        return {table: sorted(store.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
                for table in ("articles", "entities", "mentions", "claims")}


def stored(path, query, *arguments):
    with sqlite3.connect(path) as store:
        return store.execute(query, arguments).fetchall()
