"""A feed whose every message can be told from all others, and the count of what became of each."""
import collections
import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import kafka_client
import newsmill
from checks import equal, wait_for

FULL = os.environ.get("NEWSMILL_FAULTS") == "full"  # the sizes of a release, not of every run
REVISIONS = 4
BROKEN_EVERY = 100

# `dead`: it must end in the dead letters.
Sent = collections.namedtuple("Sent", "identifier version value dead", defaults=(False,))


def scaled(normal, full):
    return full if FULL else normal


def article(identifier, version, words=40, title=None):
    body = f"“The talks of {identifier} go on,” said Anna Keller, mayor of Graz. " + "Nobody knew more about it. " * (words // 5)
    return json.dumps({"id": identifier, "version": version, "title": title or f"{identifier} v{version}", "body": body,
                       "language": "en"}, ensure_ascii=False).encode()


def feed(count, seed=1, prefix="a", words=40):
    """`count` messages: revisions of articles of so many words in no order, and some that are no JSON."""
    order = random.Random(seed)
    revisions = [(f"{prefix}{n // REVISIONS:06}", n % REVISIONS + 1) for n in range(count)]
    for start in range(0, count, 200):  # mixed, but not so widely that none comes twice in a run
        part = revisions[start:start + 200]
        order.shuffle(part)
        revisions[start:start + 200] = part
    return [Sent(identifier, version, b"{broken", dead=True) if n % BROKEN_EVERY == 0 else
            Sent(identifier, version, article(identifier, version, words)) for n, (identifier, version) in enumerate(revisions)]


def send(brokers, topic, messages, **options):
    kafka_client.produce(brokers, topic, ((m.identifier.encode(), m.value) for m in messages), **options)


def caught_up(brokers, topic, partitions, group="newsmill-test", ends=None):
    """Whether the group has committed the ends of all partitions."""
    ends = ends or log_ends(brokers, topic, partitions)
    return kafka_client.committed(brokers, group, topic, partitions) == ends


def open_messages(brokers, topic, partitions, sent, group="newsmill-test"):
    """How many of the `sent` messages of a topic the group has not committed."""
    return sent - sum(max(offset, 0) for offset in kafka_client.committed(brokers, group, topic, partitions))


def log_ends(brokers, topic, partitions):
    ends = [-1001] * partitions
    for record in kafka_client.consume(brokers, topic, partitions):
        ends[record.partition] = record.offset + 1
    return ends


def wait_until_caught_up(brokers, topic, partitions, services, seconds=240):
    ends = log_ends(brokers, topic, partitions)

    def done():
        for service in services:
            assert service.alive(), f"a process ended by itself:\n{service.log()[-3000:]}"
        return caught_up(brokers, topic, partitions, ends=ends)
    try:
        wait_for(done, "everything committed", seconds)
    except AssertionError as error:
        logs = "\n".join(service.log()[-1500:] for service in services)
        raise AssertionError(f"{error}: {kafka_client.committed(brokers, 'newsmill-test', topic, partitions)} of {ends}\n{logs}") from error


def letters_on(brokers, topic):
    """The dead letters of a topic, as far as judge() needs them."""
    headers = [dict(record.headers) for record in kafka_client.consume(brokers, topic)]
    return [{name: int(header[f"newsmill.dlq.{name}"]) for name in ("partition", "offset")} for header in headers]


def judge(directory, log, sent, duplicates=0, letters=None, titles=True):
    """Counts each message of the topic's `log` and each revision of `sent`. Lines that stand twice in NDJSON may be
    `duplicates` at most (None: any number). `letters`: the dead letters where they are not in `directory`.
    `titles`: each states its revision. Returns what it counted."""
    records = newsmill.records(directory / "enriched")
    letters = newsmill.dead_letters(directory / "dead") if letters is None else letters
    found = collections.Counter(newsmill.positions(records) + newsmill.positions(letters))
    everything = {(record.partition, record.offset) for record in log}
    newest = {}
    for message in sent:
        if not message.dead:
            newest[message.identifier] = max(message.version, newest.get(message.identifier, 0))
    stored = {row[0]: row[1:] for row in newsmill.stored(directory / "news.db", "SELECT id, version, title FROM articles")}
    counted = {
        "messages": len(everything),
        "unaccounted": len(everything - set(found)),
        "invented": len(set(found) - everything),
        "twice": sum(found.values()) - len(found),
        "lost": len(set(newest) - set(stored)),
        "stale": sum(1 for identifier, (version, title) in stored.items()
                     if version != newest.get(identifier) or (titles and title != f"{identifier} v{version}")),
        "dead letters": len(letters)}
    print(f"# {counted}", flush=True)
    for name in ("unaccounted", "invented", "lost", "stale"):
        equal(counted[name], 0, name)
    if duplicates is not None:
        assert counted["twice"] <= duplicates, f"{counted['twice']} lines stand twice"
    equal(len(set(newsmill.positions(letters))), sum(m.dead for m in sent), "dead letters")
    equal({(record["id"], record["version"]) for record in records},
          {(m.identifier, m.version) for m in sent if not m.dead}, "revisions in NDJSON")
    return counted


def write_feed(brokers, topic, count):
    """A topic of two partitions with so many messages of feed()."""
    kafka_client.create_topic(brokers, topic, 2)
    messages = feed(count)
    send(brokers, topic, messages)
    return messages


def end(brokers, topic, directory, service, messages, dead=None):
    """Waits until the service is through with a topic of write_feed(), ends it and judges. `dead`: brokers and topic of
    the dead letters, where they are not in `directory`."""
    wait_until_caught_up(brokers, topic, 2, [service])
    wait_for(service.ready, "ready again")
    equal(service.terminate(), 0, "exit status")
    newsmill.check_ledger(newsmill.summary(service.log()))
    letters = dead and letters_on(*dead)
    judge(directory, kafka_client.consume(brokers, topic, 2), messages, letters=letters)
