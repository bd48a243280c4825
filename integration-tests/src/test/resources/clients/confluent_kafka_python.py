"""Does one task with confluent-kafka, which is librdkafka in Python: TASK BOOTSTRAP TOPIC [CODEC ACKS]."""

import sys
import time

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

RECORDS = 200


def record(i):
    return (f"key-{i % 7}".encode(), f"value {i} äöü {'x' * (i % 50)}".encode())


def settings(bootstrap, **more):
    return {"bootstrap.servers": bootstrap, "client.id": "confluent-kafka-python", **more}


def producer(bootstrap, codec, acks):
    return Producer(
        settings(bootstrap, **{"compression.type": codec, "acks": acks, "linger.ms": 20, "max.in.flight": 1})
    )


def send(to, topic, i):
    key, value = record(i)
    to.produce(topic, key=key, value=value, partition=0, headers=[("trace", b"4711")], on_delivery=check)


def check(error, message):
    if error is not None:
        raise RuntimeError(error)


def flush(to):
    if to.flush(30) != 0:
        sys.exit("records are left")


def produce(bootstrap, topic, codec, acks):
    to = producer(bootstrap, codec, acks)
    for i in range(RECORDS):
        send(to, topic, i)
    flush(to)


def produce_slowly(bootstrap, topic):
    to = producer(bootstrap, "none", "all")
    for i in range(RECORDS):
        send(to, topic, i)
        flush(to)
        time.sleep(0.005)


def read(bootstrap, topic):
    consumer = Consumer(settings(bootstrap, **{"group.id": "never-joined", "enable.auto.commit": False}))
    consumer.assign([TopicPartition(topic, 0, 0)])
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        seen = consumer.poll(1)
        if seen is None:
            continue
        # It must have a group, and looks for its coordinator although it never joins. The stub has no groups.
        if seen.error() is not None and seen.error().code() == KafkaError.GROUP_AUTHORIZATION_FAILED:
            continue
        check(seen.error(), seen)
        print(seen.offset(), seen.headers()[0][1].decode(), seen.key().decode() + ":" + seen.value().decode())
        if seen.offset() == RECORDS - 1:
            break
    consumer.close()


def administer(bootstrap, topic):
    admin = AdminClient(settings(bootstrap))
    admin.create_topics([NewTopic(topic, 3, 2)])[topic].result(30)
    for partition in sorted(admin.list_topics(topic, 30).topics[topic].partitions.values(), key=lambda p: p.id):
        print(partition.id, partition.leader)
    admin.delete_topics([topic + "-old"])[topic + "-old"].result(30)


TASKS = {"produce": produce, "produce-slowly": produce_slowly, "read": read, "administer": administer}
TASKS[sys.argv[1]](*sys.argv[2:])
