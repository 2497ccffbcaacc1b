#!/usr/bin/python3
"""What newsmill's guarantees cost: CPU of Kafka to NDJSON without stages, against the bare loop of transport_floor.

  transport.py [MESSAGES [PAIRS]]   300,000 of about 3 kB by default, nine runs of each in turn, one worker

The broker runs on the first core and what is measured on the second, as far as there are two: where the threads of
both share cores as they like, one run differs from the next by a quarter. One run of a pair may still meet a noisy
neighbour; so the result is the median over the pairs.
"""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import kafka_broker
import kafka_client
import newsmill

PARTITIONS = 4
FLOOR = newsmill.ROOT / "build/release/tests/bench/transport_floor"
CONFIG = """\
source: {{kafka: {{brokers: "{brokers}", topics: [bench], group: {group}}}}}
workers: 1
processors: {{until: none}}
sinks: [{{ndjson: {{directory: {directory}/out}}}}]
dead_letters: {{ndjson: {{directory: {directory}/dead}}}}
state: {{directory: {directory}/state}}
admin: {{listen: ""}}
"""


def feed(count):
    sources = articles.open_articles()
    for n in range(count):
        source = dict(sources[n % len(sources)])
        source["text"] = (source["text"] * 8)[:2700]
        yield f"a{n}".encode(), articles.flat(source, f"a{n}")


def run_on(core):
    """This process and what it starts."""
    if core < os.cpu_count():
        os.sched_setaffinity(0, {core})


def cpu(command):
    """Seconds of CPU, in user mode and in the kernel."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True,
                          preexec_fn=lambda: run_on(1))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr[-2000:]
    return after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime


def pair(brokers, directory, count, group):
    """The costs of the bare loop and of newsmill."""
    directory.mkdir()
    floor = cpu([FLOOR, brokers, "bench", PARTITIONS, count, directory / "floor"])
    config = directory / "c.yaml"
    config.write_text(CONFIG.format(brokers=brokers, group=group, directory=directory))
    our = cpu([newsmill.BINARY, "run", "--config", config, "--until-caught-up"])
    shutil.rmtree(directory)
    return floor, our


def summary(name, costs):
    user, system = (statistics.median(part) for part in zip(*costs))
    return {f"{name}_cpu_s": [round(sum(cost), 2) for cost in costs], f"{name}_user_s": round(user, 2),
            f"{name}_kernel_s": round(system, 2)}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    run_on(0)
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        kafka_client.create_topic(brokers, "bench", PARTITIONS)
        kafka_client.produce(brokers, "bench", feed(count))
        floors, ours = zip(*(pair(brokers, Path(folder) / str(n), count, f"bench-{n}") for n in range(pairs)))
        ratio = statistics.median(sum(our) / sum(floor) for floor, our in zip(floors, ours))
        print(json.dumps({"messages": count, **summary("floor", floors), **summary("newsmill", ours),
                          "ratio": round(ratio, 2)}))


main()
