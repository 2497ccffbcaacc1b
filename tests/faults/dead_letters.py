#!/usr/bin/python3
"""The topic of the dead letters is missing, may not be written to, or its broker is down."""
import tempfile
import time
from pathlib import Path

import oracle
import kafka_broker
import kafka_client
import newsmill
from checks import case, finish, wait_for

AUTHORIZER = {"authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
              "allow.everyone.if.no.acl.found": "true"}


def nothing_past_the_dead(brokers, topic):
    """No offset is committed past the first message that must be a dead letter."""
    log = kafka_client.consume(brokers, topic, 2)
    first = {p: min(r.offset for r in log if r.partition == p and r.value == b"{broken") for p in (0, 1)}
    for partition, offset in enumerate(kafka_client.committed(brokers, "newsmill-test", topic, 2)):
        assert offset <= first[partition], f"committed {offset} past the broken message at {first[partition]}"


def says(page, code, remedy):
    """Of the dead letters: on a busy machine a sink may wait for its store for a moment, too."""
    return any(f"({code})" in line and remedy in line for line in page.splitlines())


def main():
    with tempfile.TemporaryDirectory() as folder, kafka_broker.broker(AUTHORIZER) as brokers, kafka_broker.Cluster() as other:
        kafka_client.create_topic(brokers, "dead-forbidden")
        kafka_client.set_writable(brokers, "dead-forbidden", False)
        kafka_client.create_topic(other.brokers, "dead-down")
        other.kill(1)
        for name, letters_on, code, remedy, mend in (
                ("missing", brokers, "NOT_FOUND", "create the topic", lambda: kafka_client.create_topic(brokers, "dead-missing")),
                ("forbidden", brokers, "PERMISSION_DENIED", "grant this user Write",
                 lambda: kafka_client.set_writable(brokers, "dead-forbidden", True)),
                ("down", other.brokers, "UNAVAILABLE", "not acknowledged", lambda: other.start(1))):
            home, topic, dead = Path(folder) / name, f"letters-{name}", f"dead-{name}"
            home.mkdir()
            with case(f"the dead letters' topic is {name}: the watermark waits, the log says why, and it goes on by itself"):
                messages = oracle.write_feed(brokers, topic, 600)
                config = newsmill.write_config(home, brokers, topic, dead_letters=f"kafka: {{topic: {dead}, brokers: '{letters_on}'}}")
                with newsmill.Service(config, home / "log") as service:
                    wait_for(lambda: says(service.page("/readyz")[1], code, remedy), f"not ready for {code}, {remedy}", 90)
                    assert remedy in service.log(), "the remedy is in the log"
                    time.sleep(3)
                    nothing_past_the_dead(brokers, topic)
                    mend()
                    oracle.end(brokers, topic, home, service, messages, (letters_on, dead))
    finish()


main()
