#!/usr/bin/python3
"""Every kind of mistake in a configuration gets an answer with file, line and remedy; the example passes."""
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import newsmill
from checks import case, equal, finish

GOOD = """\
source:
  kafka:
    brokers: 127.0.0.1:9092
    topics: [news.articles]
    group: newsmill
    properties: {linger.ms: 5}
workers: 2
processors: {language: {}, entities: {}, claims: {}}
limits: {memory_mb: 512, batch_documents: 256, shutdown_timeout_s: 30}
filter: {languages: []}
sinks:
  - sqlite: {path: news.db, offset_unit: codepoint}
  - ndjson: {directory: enriched}
dead_letters:
  ndjson: {directory: dead}
admin:
  listen: 127.0.0.1:9464
"""

# name -> (what is replaced, by what, the line that the answer must name, what it must say)
MISTAKES = {
    "an unknown key": ("workers: 2", "worker: 2", 7, r"worker.*unknown.*allowed.*workers"),
    "an unknown key in a section": ("group: newsmill", "grp: newsmill", 5, r"grp.*unknown.*allowed.*group"),
    "a word instead of a number": ("workers: 2", "workers: many", 7, r"workers.*many.*allowed.*number from 1"),
    "a number out of range": ("batch_documents: 256", "batch_documents: 0", 9, r"batch_documents.*range.*allowed.*from 1"),
    "a map instead of a list": ("topics: [news.articles]", "topics: {a: b}", 4, r"topics.*list"),
    "a missing topic list": ("    topics: [news.articles]\n", "", 2, r"topics.*missing.*give"),
    "a value that is not one of those allowed": ("offset_unit: codepoint", "offset_unit: letters", 12,
                                                 r"letters.*allowed.*codepoint"),
    "an unknown stage": ("claims: {}", "clams: {}", 8, r"clams.*unknown.*allowed.*claims"),
    "an unknown sink": ("- ndjson: {directory: enriched}", "- ndjsn: {directory: enriched}", 13, r"ndjsn.*allowed.*ndjson"),
    "a sink without its directory": ("- ndjson: {directory: enriched}", "- ndjson: {}", 13, r"directory.*missing"),
    "no sinks": ("  - sqlite: {path: news.db, offset_unit: codepoint}\n  - ndjson: {directory: enriched}\n", "", 11,
                 r"sinks.*(missing|empty).*sqlite"),
    "no dead letters": ("dead_letters:\n  ndjson: {directory: dead}\n", "", 1, r"dead_letters.*missing.*ndjson"),
    "a librdkafka property that does not exist": ("linger.ms: 5", "lingr.ms: 5", 6, r"lingr\.ms"),
    "a librdkafka property that newsmill owns": ("linger.ms: 5", "enable.auto.commit: true", 6, r"enable\.auto\.commit.*newsmill"),
    "a value that librdkafka refuses": ("linger.ms: 5", "linger.ms: soon", 6, r"linger\.ms"),
    "an unset variable": ("brokers: 127.0.0.1:9092", "brokers: ${NEWSMILL_NOT_SET}", 3, r"NEWSMILL_NOT_SET.*not set"),
    "a key that stands twice": ("workers: 2", "workers: 2\nworkers: 3", 8, r"workers.*twice"),
    "YAML that cannot be parsed": ("topics: [news.articles]", "topics: [news.articles", None, r"."),
    "an address without a port": ("listen: 127.0.0.1:9464", "listen: localhost", 17, r"listen.*(HOST:PORT|host:port|port)"),
    "an unknown shape of messages": ("topics: [news.articles]", "topics: [{name: news.articles, format: ninja}]", 4,
                                     r"ninja.*allowed"),
}


def check(directory, text):
    path = Path(directory) / "news.yaml"
    path.write_text(text)
    return path, newsmill.run("check", "--config", path, cwd=directory)


with tempfile.TemporaryDirectory() as folder:
    with case("check passes a good configuration"):
        equal(check(folder, GOOD)[1].returncode, 0, "status")
    for name, (old, new, line, says) in MISTAKES.items():
        with case(f"check finds {name}"):
            assert GOOD.count(old) == 1, f"{old!r} does not stand once in the good configuration"
            path, done = check(folder, GOOD.replace(old, new))
            answer = done.stderr.strip()
            print(answer)
            equal(done.returncode, 2, "status")
            found = re.match(re.escape(str(path)) + r":(\d+): (.+)", answer)
            assert found, f"no file:line in {answer!r}"
            assert line is None or int(found[1]) == line, f"line {found[1]} instead of {line}: {answer}"
            assert re.search(says, found[2], re.S), f"{answer!r} does not say {says!r}"
    with case("check says what to do about a file that is not there"):
        done = newsmill.run("check", "--config", Path(folder) / "none.yaml")
        equal(done.returncode, 2, "status")
        assert "none.yaml" in done.stderr, done.stderr
    with case("a password is never printed"):
        secret = GOOD.replace("linger.ms: 5", "sasl.password: hunter2")
        (Path(folder) / "secret.yaml").write_text(secret)
        done = newsmill.run("run", "--config", Path(folder) / "secret.yaml", "--print-config")
        equal(done.returncode, 0, f"status ({done.stderr})")
        assert "sasl.password" in done.stdout and "hunter2" not in done.stdout + done.stderr, done.stdout
    example = newsmill.ROOT / "deploy/newsmill.example.yaml"
    with case("the example configuration passes"):
        done = newsmill.run("check", "--config", example)
        equal(done.returncode, 0, f"status ({done.stderr})")
    with case("the example configuration shows every key"):
        in_force = newsmill.run("run", "--config", example, "--print-config").stdout
        missing = [key for key in re.findall(r"^[ -]*(\w+):", in_force, re.M) if not re.search(rf"\b{key}:", example.read_text())]
        equal(missing, [], "keys that it lacks")
    with case("the example configuration shows the defaults"):
        minimal = Path(folder) / "minimal.yaml"
        minimal.write_text("source: {kafka: {topics: [news.articles]}}\n"
                           "sinks: [sqlite: {path: news.db}, ndjson: {directory: enriched}]\n"
                           "dead_letters: {ndjson: {directory: dead}}\n")
        default = newsmill.run("run", "--config", minimal, "--print-config")
        equal(default.returncode, 0, f"status ({default.stderr})")
        equal(in_force, default.stdout, "the configuration in force")
    with case("the example's commented dead letters on Kafka show every key"):
        text = example.read_text()
        kafka = re.search(r"^dead_letters:.*?^(#  kafka:\n(?:#.*\n)+)", text, re.M | re.S)[1]
        other = Path(folder) / "kafka.yaml"
        other.write_text("source: {kafka: {topics: [news.articles]}}\nsinks: [sqlite: {}]\ndead_letters:\n"
                         + re.sub("^#", "", kafka, flags=re.M))
        done = newsmill.run("run", "--config", other, "--print-config")
        equal(done.returncode, 0, f"status ({done.stderr})")
        shown = set(re.findall(r"^#    (\w+):", kafka, re.M))
        equal(set(re.findall(r"^    (\w+):", done.stdout.split("dead_letters:")[1].split("\nstate:")[0], re.M)), shown, "keys")
finish()
