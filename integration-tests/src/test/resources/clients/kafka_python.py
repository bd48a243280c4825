"""Does one task with kafka-python: TASK BOOTSTRAP TOPIC [CODEC ACKS]. Other clients' scripts take the same arguments."""

import sys
import time

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic

RECORDS = 200


def record(i):
    return (f"key-{i % 7}".encode(), f"value {i} äöü {'x' * (i % 50)}".encode())


def producer(bootstrap, codec, acks):
    return KafkaProducer(
        bootstrap_servers=bootstrap,
        client_id="kafka-python",
        acks="all" if acks == "all" else int(acks),
        compression_type=None if codec == "none" else codec,
        linger_ms=20,
        retries=50,
        # Without this a retried batch can overtake the next one.
        max_in_flight_requests_per_connection=1,
    )


def send(to, topic, i):
    key, value = record(i)
    return to.send(topic, key=key, value=value, partition=0, headers=[("trace", b"4711")])


def produce(bootstrap, topic, codec, acks):
    to = producer(bootstrap, codec, acks)
    for sent in [send(to, topic, i) for i in range(RECORDS)]:
        sent.get(timeout=30)
    to.close()


def produce_slowly(bootstrap, topic):
    to = producer(bootstrap, "none", "all")
    for i in range(RECORDS):
        send(to, topic, i).get(timeout=30)
        time.sleep(0.005)
    to.close()


def read(bootstrap, topic):
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, client_id="kafka-python", consumer_timeout_ms=30000)
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    for seen in consumer:
        print(seen.offset, seen.headers[0][1].decode(), seen.key.decode() + ":" + seen.value.decode())
        if seen.offset == RECORDS - 1:
            break
    consumer.close()


def administer(bootstrap, topic):
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, client_id="kafka-python")
    admin.create_topics([NewTopic(topic, 3, 2)])
    for partition in admin.describe_topics([topic])[0]["partitions"]:
        print(partition["partition"], partition["leader"])
    admin.delete_topics([topic + "-old"])
    admin.close()


TASKS = {"produce": produce, "produce-slowly": produce_slowly, "read": read, "administer": administer}
TASKS[sys.argv[1]](*sys.argv[2:])
