#!/usr/bin/python3
"""The service at full speed for long: resident memory, descriptors and threads stay what they were.

  soak.py [MINUTES]   default 30

Not part of tests/run. A real broker with bounded retention, a feed that never lets the service wait and never
runs further ahead than AHEAD messages; both sinks, dead letters, new revisions of the same articles and
tombstones. Prints a table of twelve rows, one of the figures, and `ok` and `not ok` lines.
"""
import collections
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill
from checks import case, equal, finish, wait_for

TOPIC, PARTITIONS = "news.articles", 4
IDENTIFIERS, BROKEN_EVERY, TOMBSTONE_EVERY = 5000, 100, 1000
CHUNK, AHEAD = 4000, 40_000  # more than the clients may hold: their buffers are full from the first minute on
SAMPLE_S, WARM_UP_S, ROWS = 5, 120, 12
SETTLE_S = 600  # what lies ahead of a busy machine; only ends a run that hangs
MOST_GROWTH = 0.02
MOST_LOG_MB = 128

Sample = collections.namedtuple("Sample", "seconds settled rss_mb descriptors threads log_mb")


class Feed(threading.Thread):
    """Keeps the topic filled until it is told to stop."""

    def __init__(self, brokers, service):
        super().__init__(daemon=True)
        self._brokers, self._service, self._stop_asked = brokers, service, threading.Event()
        self.sent, self.problem = 0, None
        # What follows the id and the version in an article's JSON.
        self._rest = [articles.flat(article, "", 0).split(b'"version": 0', 1)[1] for article in articles.open_articles()]

    def _message(self, n):
        identifier = b"soak-%05d" % (n * 7919 % IDENTIFIERS)
        if n % BROKEN_EVERY == 17:
            return identifier, b'{"id": "' + identifier + b'", "body": '
        if n % TOMBSTONE_EVERY == 23:
            return identifier, None
        return identifier, b'{"id": "%s", "version": %d%s' % (identifier, n + 1, self._rest[n % len(self._rest)])

    def run(self):
        try:
            while not self._stop_asked.is_set():
                if self.sent - self._service.settled() > AHEAD:
                    time.sleep(0.1)
                    continue
                kafka_client.produce(self._brokers, TOPIC, (self._message(n) for n in range(self.sent, self.sent + CHUNK)))
                self.sent += CHUNK
        except Exception as error:  # told to whoever waits
            self.problem = error

    def stop(self):
        self._stop_asked.set()
        self.join()


def sample(service, directory, start):
    process = Path(f"/proc/{service.process.pid}")
    pages = int((process / "statm").read_text().split()[1])
    return Sample(time.monotonic() - start, service.settled(), pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
                  len(os.listdir(process / "fd")), len(os.listdir(process / "task")),
                  (directory / "news.db-wal").stat().st_size / 2**20)


def remove_finished(directory):
    """As a shipper of finished segments does; the disk would be full otherwise."""
    for folder in (directory / "enriched", directory / "dead"):
        for path in folder.glob("*.ndjson"):
            path.unlink()


def watch(service, feed, directory, seconds):
    samples, start = [], time.monotonic()
    while time.monotonic() - start < seconds:
        time.sleep(SAMPLE_S)
        assert service.alive(), f"the process ended:\n{service.log()[-2000:]}"
        assert feed.problem is None, feed.problem
        samples.append(sample(service, directory, start))
        remove_finished(directory)
    return samples


def table(samples):
    print("minute  messages/s  resident MB  descriptors  threads  SQLite's log MB")
    size = max(1, len(samples) // ROWS)
    before = Sample(0, 0, 0, 0, 0, 0)
    for first in range(0, len(samples), size):
        part = samples[first:first + size]
        rate = (part[-1].settled - before.settled) / (part[-1].seconds - before.seconds)
        print(f"{part[-1].seconds / 60:6.1f}  {rate:10.0f}  {statistics.median(s.rss_mb for s in part):11.1f}  "
              f"{max(s.descriptors for s in part):11}  {max(s.threads for s in part):7}  {max(s.log_mb for s in part):15.0f}", flush=True)
        before = part[-1]


def judge(samples):
    warm = [s for s in samples if s.seconds > WARM_UP_S] or samples
    quarter = max(1, len(warm) // 4)
    first, last = warm[:quarter], warm[-quarter:]
    resident = [statistics.median(s.rss_mb for s in part) for part in (first, last)]
    growth = resident[1] / resident[0] - 1
    print(f"resident memory, median: first quarter {resident[0]:.1f} MB, last {resident[1]:.1f} MB, {growth:+.2%}")
    with case(f"resident memory grows by less than {MOST_GROWTH:.0%} from the first to the last quarter"):
        assert growth < MOST_GROWTH, f"{growth:.2%}"
    with case(f"SQLite's log stays below {MOST_LOG_MB} MB"):
        assert max(s.log_mb for s in samples) < MOST_LOG_MB, f"{max(s.log_mb for s in samples):.0f} MB"
    # Medians: while a segment is finished one more file is open.
    for name in ("descriptors", "threads"):
        with case(f"no growth of {name}"):
            usual = [statistics.median(getattr(s, name) for s in part) for part in (first, last)]
            assert usual[1] <= usual[0], f"{usual[0]} in the first quarter, {usual[1]} in the last"


minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30
retention = {"log.retention.check.interval.ms": 5000, "log.segment.delete.delay.ms": 1000}
with tempfile.TemporaryDirectory() as folder, kafka_broker.broker(retention) as brokers:
    directory = Path(folder)
    kafka_client.create_topic(brokers, TOPIC, PARTITIONS, retention_bytes=128 << 20, segment_bytes=32 << 20)
    config = newsmill.write_config(directory, brokers, TOPIC, batch_documents=256, memory_mb=128, session_ms=30000)
    with newsmill.Service(config, directory / "log") as service:
        wait_for(lambda: service.ready(), "ready")
        feed = Feed(brokers, service)
        feed.start()
        samples = watch(service, feed, directory, minutes * 60)
        feed.stop()
        table(samples)
        judge(samples)
        with case("every message that was sent is settled, and the service ends cleanly"):
            wait_for(lambda: service.settled() == feed.sent, "all settled", SETTLE_S)
            equal(service.terminate(), 0, "status")
            counts = newsmill.summary(service.log())
            newsmill.check_ledger(counts)
            print(counts)
finish()
