#!/usr/bin/python3
"""What newsmill's guarantees cost: CPU of Kafka to NDJSON without stages, against the bare loop of transport_floor.

  transport.py [MESSAGES]   100,000 by default, of about 3 kB; three runs of each in turn, one worker
"""
import json
import resource
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


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr[-2000:]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker() as brokers:
        kafka_client.create_topic(brokers, "bench", PARTITIONS)
        kafka_client.produce(brokers, "bench", feed(count))
        floors, ours = [], []
        for run in range(3):
            directory = Path(folder) / str(run)
            directory.mkdir()
            floors.append(cpu([FLOOR, brokers, "bench", PARTITIONS, count, directory / "floor"]))
            config = directory / "c.yaml"
            config.write_text(CONFIG.format(brokers=brokers, group=f"bench-{run}", directory=directory))
            ours.append(cpu([newsmill.BINARY, "run", "--config", config, "--until-caught-up"]))
        floor, our = sorted(floors)[1], sorted(ours)[1]
        print(json.dumps({"messages": count, "floor_cpu_s": [round(x, 2) for x in floors],
                          "newsmill_cpu_s": [round(x, 2) for x in ours], "ratio_of_medians": round(our / floor, 2)}))


main()
