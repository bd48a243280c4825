package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists requests about single partitions: their descriptions, the ends of their epochs, deletion of their records. */
final class PartitionSamples {
    private static final int TIMEOUT_MS = 10_000;
    private static final long ALL = -1;

    private PartitionSamples() {}

    static List<Sample> all() {
        return Stream.of(deletions(), epochs(), pages()).flatMap(List::stream).toList();
    }

    private static List<Sample> deletions() {
        return List.of(
                delete("no records", 0, 0),
                delete("the records of half a batch", 0, 2),
                delete("records that are gone", 0, 1),
                delete("records that are not there yet", 0, 99),
                delete("records before an offset that is none", 0, -2),
                delete("all records", 0, ALL),
                delete("all records again", 0, ALL),
                delete("the records of an empty partition", 1, ALL),
                delete("records of an unknown partition", Scene.PARTITIONS, 1),
                deleteOf("records of an unknown topic", Scene.UNKNOWN_TOPIC),
                deleteOf("records of an illegal name", "a b"),
                deleteOf("records of a topic that is only compacted", Scene.COMPACTED),
                Sample.of(
                        ApiKeys.DELETE_RECORDS,
                        "nothing",
                        (scene, version) -> new DeleteRecordsRequestData().setTimeoutMs(TIMEOUT_MS)));
    }

    private static Sample delete(String name, int partition, long before) {
        return Sample.of(
                ApiKeys.DELETE_RECORDS, name, (scene, version) -> deletion(Scene.shrunk(version), partition, before));
    }

    private static Sample deleteOf(String name, String topic) {
        return Sample.of(ApiKeys.DELETE_RECORDS, name, (scene, version) -> deletion(topic, 0, ALL));
    }

    /** Deletes a partition's records before an offset. */
    static DeleteRecordsRequestData deletion(String topic, int partition, long before) {
        return new DeleteRecordsRequestData()
                .setTimeoutMs(TIMEOUT_MS)
                .setTopics(List.of(new DeleteRecordsTopic()
                        .setName(topic)
                        .setPartitions(List.of(new DeleteRecordsPartition()
                                .setPartitionIndex(partition)
                                .setOffset(before)))));
    }

    private static List<Sample> epochs() {
        return List.of(
                epoch("the epoch that lasts", Scene.READ, 0, asked -> asked.setLeaderEpoch(0)),
                epoch("the epoch of an empty partition", Scene.READ, 1, asked -> asked.setLeaderEpoch(0)),
                epoch("an epoch of the future", Scene.READ, 0, asked -> asked.setLeaderEpoch(5)),
                epoch("no epoch", Scene.READ, 0, asked -> asked.setLeaderEpoch(-1)),
                epoch("an epoch that is none", Scene.READ, 0, asked -> asked.setLeaderEpoch(-2)),
                epoch(
                        "an epoch, knowing the leader's",
                        Scene.READ,
                        0,
                        asked -> asked.setLeaderEpoch(0).setCurrentLeaderEpoch(0)),
                epoch(
                        "an epoch, knowing one of the future",
                        Scene.READ,
                        0,
                        asked -> asked.setLeaderEpoch(0).setCurrentLeaderEpoch(9)),
                epoch("an unknown partition", Scene.READ, Scene.PARTITIONS, asked -> asked.setLeaderEpoch(0)),
                epoch("an unknown topic", Scene.UNKNOWN_TOPIC, 0, asked -> asked.setLeaderEpoch(0)),
                Sample.of(
                        ApiKeys.OFFSET_FOR_LEADER_EPOCH,
                        "nothing",
                        (scene, version) -> new OffsetForLeaderEpochRequestData().setReplicaId(-1)));
    }

    private static Sample epoch(String name, String topic, int partition, Consumer<OffsetForLeaderPartition> how) {
        return Sample.of(ApiKeys.OFFSET_FOR_LEADER_EPOCH, name, (scene, version) -> {
            OffsetForLeaderPartition asked = new OffsetForLeaderPartition().setPartition(partition);
            how.accept(asked);
            OffsetForLeaderTopicCollection topics = new OffsetForLeaderTopicCollection();
            topics.add(new OffsetForLeaderTopic().setTopic(topic).setPartitions(List.of(asked)));
            return new OffsetForLeaderEpochRequestData().setReplicaId(-1).setTopics(topics);
        });
    }

    private static List<Sample> pages() {
        return List.of(
                page("a topic's partitions", request -> request.setTopics(topics(Scene.READ))),
                page(
                        "two topics, named in the wrong order",
                        request -> request.setTopics(topics(Scene.READ, Scene.COMPACTED))),
                page("a topic twice", request -> request.setTopics(topics(Scene.READ, Scene.READ))),
                page("an unknown topic", request -> request.setTopics(topics(Scene.UNKNOWN_TOPIC))),
                page("an illegal name", request -> request.setTopics(topics("a b"))),
                page("an empty name", request -> request.setTopics(topics(""))),
                page(
                        "one partition",
                        request -> request.setTopics(topics(Scene.READ)).setResponsePartitionLimit(1)),
                page(
                        "one topic of two",
                        request -> request.setTopics(topics(Scene.COMPACTED, Scene.READ))
                                .setResponsePartitionLimit(Scene.PARTITIONS)),
                page(
                        "one topic and an unknown one",
                        request -> request.setTopics(topics(Scene.COMPACTED, Scene.UNKNOWN_TOPIC))
                                .setResponsePartitionLimit(Scene.PARTITIONS)),
                page(
                        "no partition at all",
                        request -> request.setTopics(topics(Scene.READ)).setResponsePartitionLimit(0)),
                page(
                        "a topic from its second partition on",
                        request -> request.setTopics(topics(Scene.READ)).setCursor(cursor(Scene.READ, 1))),
                page(
                        "a topic from behind its last partition on",
                        request -> request.setTopics(topics(Scene.READ)).setCursor(cursor(Scene.READ, 7))),
                page(
                        "topics from one that is not named on",
                        request -> request.setTopics(topics(Scene.COMPACTED, Scene.READ))
                                .setCursor(cursor("nowhere", 1))),
                page(
                        "topics behind the last",
                        request -> request.setTopics(topics(Scene.READ)).setCursor(cursor("zzz", 0))),
                page(
                        "a partition that can't be",
                        request -> request.setTopics(topics(Scene.READ)).setCursor(cursor(Scene.READ, -1))),
                page(
                        "any topics from one on",
                        request -> request.setResponsePartitionLimit(Scene.PARTITIONS)
                                .setCursor(cursor(Scene.READ, 0))));
    }

    private static Sample page(String name, Consumer<DescribeTopicPartitionsRequestData> how) {
        return Sample.of(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, name, (scene, version) -> {
            DescribeTopicPartitionsRequestData request = new DescribeTopicPartitionsRequestData();
            how.accept(request);
            return request;
        });
    }

    private static List<TopicRequest> topics(String... names) {
        return Stream.of(names).map(name -> new TopicRequest().setName(name)).toList();
    }

    private static Cursor cursor(String topic, int partition) {
        return new Cursor().setTopicName(topic).setPartitionIndex(partition);
    }
}
