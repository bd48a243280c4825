package dev.kurier.integrationtests.likeness;

import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * Lists Produce requests; each version writes to a topic of its own, so that they run in order.
 *
 * <p>Null for records is not among them: a real 4.4.0 broker neither answers that nor hangs up. The stub refuses it.
 */
final class ProduceSamples {
    private static final short ALL = -1;
    private static final short FIRST_VERSION_BY_ID = 13;
    private static final long PRODUCER = 4711;
    private static final int TOO_LARGE = 1_100_000;

    private ProduceSamples() {}

    static List<Sample> all() {
        return List.of(
                batch("three records", ALL, Batches.THREE),
                batch("acks=1", 1, Batches.THREE),
                batch("acks=0", 0, Batches.THREE),
                batch("acks=2", 2, Batches.THREE),
                batch("acks=-2", -2, Batches.THREE),
                batch("gzip", ALL, Batches.of(Compression.gzip().build(), "a", "b")),
                batch("snappy", ALL, Batches.of(Compression.snappy().build(), "a", "b")),
                batch("lz4", ALL, Batches.of(Compression.lz4().build(), "a", "b")),
                batch("zstd", ALL, Batches.of(Compression.zstd().build(), "a", "b")),
                batch("no bytes for records", ALL, Batches.none()),
                batch("a wrong CRC", ALL, Batches.withBadCrc()),
                batch("a wrong CRC, acks=0", 0, Batches.withBadCrc()),
                batch("two batches", ALL, Batches.both(Batches.THREE, Batches.TWO)),
                batch("an old magic", ALL, Batches.ofOldMagic()),
                batch("a magic of the future", ALL, Batches.withMagic(3)),
                batch("the control bit", ALL, Batches.withControlBit()),
                batch("the bit of LogAppendTime", ALL, Batches.withLogAppendTimeBit(Compression.NONE)),
                batch(
                        "the bit of LogAppendTime, gzip",
                        ALL,
                        Batches.withLogAppendTimeBit(Compression.gzip().build())),
                to(Scene.STAMPED, "stamped: three records", Batches.THREE),
                to(Scene.STAMPED, "stamped: the bit of LogAppendTime", Batches.withLogAppendTimeBit(Compression.NONE)),
                to(
                        Scene.STAMPED,
                        "stamped: the bit of LogAppendTime, gzip",
                        Batches.withLogAppendTimeBit(Compression.gzip().build())),
                batch("an unknown codec", ALL, Batches.withUnknownCodec()),
                batch("a count too high", ALL, Batches.withCount(4)),
                batch("a count too low", ALL, Batches.withCount(2)),
                batch("a count of 0", ALL, Batches.withCount(0)),
                batch("a last offset delta too high", ALL, Batches.withLastOffsetDelta(5)),
                batch("a negative last offset delta", ALL, Batches.withLastOffsetDelta(-1)),
                batch("a broken record", ALL, Batches.withBrokenFirstRecord()),
                batch("a cut batch", ALL, Batches.truncatedBy(5)),
                batch("less than a header", ALL, Batches.truncatedBy(Batches.THREE.sizeInBytes() - 30)),
                batch("too large a batch", ALL, Batches.large(TOO_LARGE)),
                batch("sequence 0", ALL, Batches.idempotent(PRODUCER, 0, 0, "a", "b")),
                batch("sequence 0 again", ALL, Batches.idempotent(PRODUCER, 0, 0, "a", "b")),
                batch("sequence 2", ALL, Batches.idempotent(PRODUCER, 0, 2, "c")),
                batch("a gap in sequences", ALL, Batches.idempotent(PRODUCER, 0, 9, "x")),
                batch("half a duplicate", ALL, Batches.idempotent(PRODUCER, 0, 0, "a")),
                batch("a new epoch that starts at 3", ALL, Batches.idempotent(PRODUCER, 1, 3, "x")),
                batch("a new epoch", ALL, Batches.idempotent(PRODUCER, 1, 0, "d")),
                batch("the old epoch", ALL, Batches.idempotent(PRODUCER, 0, 3, "x")),
                batch("an unknown producer in the middle", ALL, Batches.idempotent(PRODUCER + 1, 0, 5, "x")),
                batch("a producer id and no sequence", ALL, Batches.withoutSequence(PRODUCER + 2)),
                partition("an unknown partition", ALL, Scene.PARTITIONS),
                partition("a negative partition", ALL, -1),
                partition("an unknown partition, acks=0", 0, Scene.PARTITIONS),
                Sample.of(
                        ApiKeys.PRODUCE,
                        "an unknown topic",
                        (scene, version) -> to(
                                version, ALL, topic(version, Scene.UNKNOWN_TOPIC, Scene.UNKNOWN_ID, Batches.THREE, 0))),
                Sample.of(
                        ApiKeys.PRODUCE,
                        "a good and an unknown partition",
                        (scene, version) -> to(
                                version,
                                ALL,
                                topic(
                                        version,
                                        Scene.producedBy(version),
                                        scene.id(Scene.producedBy(version)),
                                        Batches.THREE,
                                        1,
                                        7))),
                repeated("a partition twice", ALL, Batches.THREE, Batches.TWO),
                batch("behind a partition twice", ALL, Batches.THREE),
                repeated("a partition twice, acks=0", 0, Batches.THREE, Batches.TWO),
                batch("behind a partition twice, acks=0", ALL, Batches.THREE),
                repeated("a partition twice, the second time broken", ALL, Batches.THREE, Batches.withBadCrc()),
                batch("behind a broken second time", ALL, Batches.THREE),
                repeated("a partition twice, the first time broken", ALL, Batches.withBadCrc(), Batches.TWO),
                batch("behind a broken first time", ALL, Batches.THREE),
                Sample.of(ApiKeys.PRODUCE, "a topic twice, with the same partition", (scene, version) -> {
                    ProduceRequestData request = toTopicOfVersion(scene, version, ALL, Batches.THREE, 0);
                    String name = Scene.producedBy(version);
                    request.topicData().add(topic(version, name, scene.id(name), Batches.TWO, 0));
                    return request;
                }),
                batch("behind a topic twice", ALL, Batches.THREE),
                Sample.of(ApiKeys.PRODUCE, "an unknown partition twice", (scene, version) -> {
                    String name = Scene.producedBy(version);
                    return to(version, ALL, topic(version, name, scene.id(name), Batches.THREE, 7, 7));
                }),
                culprits("a record without key", Batches.withoutKeyAt(Compression.NONE, 3, 1)),
                culprits("many records without key", Batches.withoutKeyAt(Compression.NONE, 6, 0, 2, 3, 5)),
                culprits(
                        "records without key, gzip",
                        Batches.withoutKeyAt(Compression.gzip().build(), 3, 0, 2)),
                culprits(
                        "a future time and no key", Batches.withoutKeyAt(Compression.NONE, 3, Batches.FUTURE_MS, 1, 2)),
                batch("times of the future", ALL, Batches.at(Batches.FUTURE_MS, Batches.FIRST_MS, Batches.FUTURE_MS)),
                batch("the times before", ALL, Batches.at(Batches.FIRST_MS, 0, -1)),
                Sample.of(ApiKeys.PRODUCE, "nothing", (scene, version) -> request(ALL)));
    }

    /** Writes to a topic that is compacted. */
    private static Sample culprits(String name, MemoryRecords records) {
        return to(Scene.COMPACTED, "culprits: " + name, records);
    }

    private static Sample to(String topic, String name, MemoryRecords records) {
        return Sample.of(ApiKeys.PRODUCE, name, (scene, version) -> batch(version, topic, scene.id(topic), records, 0));
    }

    /** Names partition 0 twice, with a batch each. */
    private static Sample repeated(String name, int acks, MemoryRecords first, MemoryRecords second) {
        return Sample.of(ApiKeys.PRODUCE, name, (scene, version) -> {
            ProduceRequestData request = toTopicOfVersion(scene, version, acks, first, 0);
            request.topicData()
                    .iterator()
                    .next()
                    .partitionData()
                    .add(new PartitionProduceData().setIndex(0).setRecords(second));
            return request;
        });
    }

    private static Sample batch(String name, int acks, MemoryRecords records) {
        return Sample.of(ApiKeys.PRODUCE, name, (scene, version) -> toTopicOfVersion(scene, version, acks, records, 0));
    }

    private static Sample partition(String name, int acks, int partition) {
        return Sample.of(
                ApiKeys.PRODUCE,
                name,
                (scene, version) -> toTopicOfVersion(scene, version, acks, Batches.THREE, partition));
    }

    private static ProduceRequestData toTopicOfVersion(
            Scene scene, short version, int acks, MemoryRecords records, int partition) {
        String name = Scene.producedBy(version);
        return to(version, acks, topic(version, name, scene.id(name), records, partition));
    }

    private static TopicProduceData topic(
            short version, String name, Uuid id, MemoryRecords records, int... partitions) {
        TopicProduceData topic = new TopicProduceData();
        if (version >= FIRST_VERSION_BY_ID) {
            topic.setTopicId(id);
        } else {
            topic.setName(name);
        }
        for (int index : partitions) {
            topic.partitionData().add(new PartitionProduceData().setIndex(index).setRecords(records));
        }
        return topic;
    }

    private static ProduceRequestData to(short version, int acks, TopicProduceData topic) {
        ProduceRequestData request = request(acks);
        request.topicData().add(topic);
        return request;
    }

    private static ProduceRequestData request(int acks) {
        return new ProduceRequestData()
                .setAcks((short) acks)
                .setTimeoutMs(5_000)
                .setTopicData(new TopicProduceDataCollection());
    }

    /** One batch for one partition, with acks=all. */
    static ProduceRequestData batch(short version, String topic, Uuid id, MemoryRecords records, int partition) {
        return to(version, ALL, topic(version, topic, id, records, partition));
    }

    /** Fills a topic for those who read. */
    static ProduceRequestData fill(short version, Scene scene, String topic, MemoryRecords records) {
        return batch(version, topic, scene.id(topic), records, 0);
    }
}
