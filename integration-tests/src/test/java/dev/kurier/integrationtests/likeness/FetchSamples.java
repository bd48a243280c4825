package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists Fetch requests; none changes anything. */
final class FetchSamples {
    private static final short FIRST_VERSION_BY_ID = 13;
    private static final short FIRST_VERSION_WITH_REPLICA_STATE = 15;
    private static final int NO_SESSION_EPOCH = -1;
    private static final int NO_SESSION = 7;
    private static final int EVERYTHING = 5;
    private static final int END = 5;

    private FetchSamples() {}

    static List<Sample> all() {
        return List.of(
                partition("from the start", 0, p -> p.setFetchOffset(0)),
                partition("from the middle of a batch", 0, p -> p.setFetchOffset(1)),
                partition("from the second batch", 0, p -> p.setFetchOffset(3)),
                partition("from the end", 0, p -> p.setFetchOffset(END)),
                partition("from behind the end", 0, p -> p.setFetchOffset(END + 1)),
                partition("from a negative offset", 0, p -> p.setFetchOffset(-1)),
                partition("an empty partition", 1, p -> p.setFetchOffset(0)),
                partition("an unknown partition", Scene.PARTITIONS, p -> p.setFetchOffset(0)),
                partition(
                        "a batch larger than asked for",
                        0,
                        p -> p.setFetchOffset(0).setPartitionMaxBytes(10)),
                partition(
                        "one and a half batches",
                        0,
                        p -> p.setFetchOffset(0).setPartitionMaxBytes(Batches.THREE.sizeInBytes() + 10)),
                partition("no bytes", 0, p -> p.setFetchOffset(0).setPartitionMaxBytes(0)),
                partition(
                                "a leader epoch of the future",
                                0,
                                p -> p.setFetchOffset(0).setCurrentLeaderEpoch(9))
                        .from(9),
                partition(
                                "the present leader epoch",
                                0,
                                p -> p.setFetchOffset(0).setCurrentLeaderEpoch(0))
                        .from(9),
                partition("a last fetched epoch", 0, p -> p.setFetchOffset(0).setLastFetchedEpoch(0))
                        .from(12),
                whole("read committed", request -> request.setIsolationLevel((byte) 1)),
                whole("an answer too small for its batch", request -> request.setMaxBytes(10)),
                whole(
                                "a session that is not there",
                                request -> request.setSessionId(NO_SESSION).setSessionEpoch(1))
                        .from(7),
                whole(
                                "a session to be closed that is not there",
                                request -> request.setSessionId(NO_SESSION).setSessionEpoch(NO_SESSION_EPOCH))
                        .from(7),
                whole("a rack", request -> request.setRackId("r1")).from(11),
                Sample.of(ApiKeys.FETCH, "an unknown topic", (scene, version) -> {
                    FetchTopic topic = topic(version, 0, FetchSamples::fromTheStart);
                    if (version >= FIRST_VERSION_BY_ID) {
                        topic.setTopicId(Scene.UNKNOWN_ID);
                    } else {
                        topic.setTopic(Scene.UNKNOWN_TOPIC);
                    }
                    return request(version).setTopics(List.of(topic));
                }),
                Sample.of(
                        ApiKeys.FETCH,
                        "an unknown partition before a known one",
                        (scene, version) -> request(version)
                                .setTopics(List.of(
                                        known(scene, version, topic(version, 7, FetchSamples::fromTheStart)),
                                        known(scene, version, topic(version, 0, FetchSamples::fromTheStart))))),
                Sample.of(
                        ApiKeys.FETCH,
                        "a partition twice",
                        (scene, version) -> request(version)
                                .setTopics(List.of(
                                        known(scene, version, topic(version, 0, p -> p.setFetchOffset(END))),
                                        known(scene, version, topic(version, 1, FetchSamples::fromTheStart)),
                                        known(scene, version, topic(version, 0, FetchSamples::fromTheStart))))),
                Sample.of(
                        ApiKeys.FETCH,
                        "nothing",
                        (scene, version) -> request(version).setMaxWaitMs(0)));
    }

    private static Sample partition(String name, int index, Consumer<FetchPartition> how) {
        return Sample.of(
                ApiKeys.FETCH,
                name,
                (scene, version) ->
                        request(version).setTopics(List.of(known(scene, version, topic(version, index, how)))));
    }

    private static Sample whole(String name, Consumer<FetchRequestData> how) {
        return Sample.of(ApiKeys.FETCH, name, (scene, version) -> {
            FetchRequestData request = request(version)
                    .setTopics(List.of(known(scene, version, topic(version, 0, FetchSamples::fromTheStart))));
            how.accept(request);
            return request;
        });
    }

    private static void fromTheStart(FetchPartition partition) {
        partition.setFetchOffset(0);
    }

    static FetchTopic topic(short version, int index, Consumer<FetchPartition> how) {
        FetchPartition partition = new FetchPartition().setPartition(index).setPartitionMaxBytes(1_000_000);
        how.accept(partition);
        return new FetchTopic().setPartitions(List.of(partition));
    }

    static FetchTopic known(Scene scene, short version, FetchTopic topic) {
        return version >= FIRST_VERSION_BY_ID ? topic.setTopicId(scene.id(Scene.READ)) : topic.setTopic(Scene.READ);
    }

    static FetchRequestData request(short version) {
        FetchRequestData request = new FetchRequestData()
                .setMaxWaitMs(EVERYTHING)
                .setMinBytes(1)
                .setMaxBytes(10_000_000)
                .setSessionEpoch(NO_SESSION_EPOCH);
        return version >= FIRST_VERSION_WITH_REPLICA_STATE ? request : request.setReplicaId(-1);
    }
}
