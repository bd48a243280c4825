package dev.kurier.integrationtests.likeness;

import java.util.List;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists ListOffsets requests; none changes anything. */
final class ListOffsetsSamples {
    private static final int LATEST = -1;
    private static final int EARLIEST = -2;
    private static final int NEWEST_TIME = -3;
    private static final int EARLIEST_LOCAL = -4;
    private static final int LATEST_TIERED = -5;
    private static final int EARLIEST_PENDING_UPLOAD = -6;
    private static final int NOTHING_SPECIAL = -7;

    private ListOffsetsSamples() {}

    static List<Sample> all() {
        return List.of(
                at("the end", LATEST),
                at("the start", EARLIEST),
                at("the newest record", NEWEST_TIME),
                at("the local start", EARLIEST_LOCAL),
                at("the last tiered", LATEST_TIERED),
                at("the earliest that waits for upload", EARLIEST_PENDING_UPLOAD),
                at("a special time that is none", NOTHING_SPECIAL),
                at("a time before all", 1),
                at("the time of a record", Batches.FIRST_MS + 1_000),
                at("a time between two records", Batches.FIRST_MS + 1_500),
                at("a time between two batches", Batches.FIRST_MS + 5_000),
                at("a time after all", Batches.FIRST_MS + 99_000),
                of("the end of an empty partition", Scene.READ, 1, LATEST),
                of("the newest record of an empty partition", Scene.READ, 1, NEWEST_TIME),
                of("a time in an empty partition", Scene.READ, 1, Batches.FIRST_MS),
                of("an unknown partition", Scene.READ, Scene.PARTITIONS, LATEST),
                of("an unknown topic", Scene.UNKNOWN_TOPIC, 0, LATEST),
                Sample.of(
                                ApiKeys.LIST_OFFSETS,
                                "read committed",
                                (scene, version) -> request(topic(Scene.READ, partition(0, LATEST)))
                                        .setIsolationLevel((byte) 1))
                        .from(2),
                Sample.of(
                                ApiKeys.LIST_OFFSETS,
                                "a leader epoch of the future",
                                (scene, version) -> request(
                                        topic(Scene.READ, partition(0, LATEST).setCurrentLeaderEpoch(9))))
                        .from(4),
                Sample.of(
                        ApiKeys.LIST_OFFSETS,
                        "a partition twice",
                        (scene, version) -> request(topic(Scene.READ, partition(0, LATEST), partition(0, EARLIEST)))),
                Sample.of(ApiKeys.LIST_OFFSETS, "nothing", (scene, version) -> request()));
    }

    private static Sample at(String name, long timestamp) {
        return of(name, Scene.READ, 0, timestamp);
    }

    private static Sample of(String name, String topic, int partition, long timestamp) {
        return Sample.of(
                ApiKeys.LIST_OFFSETS, name, (scene, version) -> request(topic(topic, partition(partition, timestamp))));
    }

    private static ListOffsetsPartition partition(int index, long timestamp) {
        return new ListOffsetsPartition().setPartitionIndex(index).setTimestamp(timestamp);
    }

    private static ListOffsetsTopic topic(String name, ListOffsetsPartition... partitions) {
        return new ListOffsetsTopic().setName(name).setPartitions(List.of(partitions));
    }

    private static ListOffsetsRequestData request(ListOffsetsTopic... topics) {
        return new ListOffsetsRequestData().setReplicaId(-1).setTopics(List.of(topics));
    }
}
