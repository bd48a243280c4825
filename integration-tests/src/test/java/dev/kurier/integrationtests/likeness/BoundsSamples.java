package dev.kurier.integrationtests.likeness;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists requests that ask for too much at once, twice for the same, or for two things that exclude each other. Hardly any is granted. */
final class BoundsSamples {
    private static final short FIRST_DELETE_BY_ID = 6;
    private static final int TIMEOUT_MS = 10_000;
    private static final int HUGE = 2_000_000_000;

    private BoundsSamples() {}

    static List<Sample> all() {
        return List.of(
                AdminSamples.create("replicas by hand and a number of partitions", "counted", topic -> {
                    byHand(topic.setNumPartitions(1).setReplicationFactor((short) -1));
                }),
                AdminSamples.create("replicas by hand and a number of replicas", "replicated", topic -> {
                    byHand(topic.setNumPartitions(-1).setReplicationFactor((short) 1));
                }),
                AdminSamples.create("replicas by hand and both numbers", "numbered", BoundsSamples::byHand),
                seen("ten thousand partitions and topics in all", 5_000, 4_998),
                seen("one more than ten thousand partitions and topics", 5_000, 4_999),
                seen("ten thousand partitions in all", 5_000, 5_000),
                seen("one partition more than ten thousand in all", 5_000, 5_001),
                seen("far too many partitions", HUGE),
                seen("far too many partitions of two topics", HUGE, HUGE),
                AdminSamples.partitions("ten thousand more", Scene.READ, 10_000 + Scene.PARTITIONS),
                AdminSamples.partitions("one more than ten thousand more", Scene.READ, 10_001 + Scene.PARTITIONS),
                AdminSamples.partitions("far too many", Scene.READ, HUGE),
                Sample.of(ApiKeys.CREATE_PARTITIONS, "more of a topic, twice", (scene, version) -> {
                    CreatePartitionsRequestData request = AdminSamples.growth(Scene.READ, 5);
                    request.topics()
                            .add(new CreatePartitionsTopic()
                                    .setName(Scene.READ)
                                    .setCount(6)
                                    .setAssignments(null));
                    return request;
                }),
                delete("an unknown topic twice", Scene.UNKNOWN_TOPIC, Scene.UNKNOWN_TOPIC),
                delete("a topic twice", Scene.READ, Scene.READ),
                Sample.of(
                                ApiKeys.DELETE_TOPICS,
                                "an id twice",
                                (scene, version) -> deletion(byId(scene.id(Scene.READ)), byId(scene.id(Scene.READ))))
                        .from(FIRST_DELETE_BY_ID),
                Sample.of(
                                ApiKeys.DELETE_TOPICS,
                                "a topic by its name and by its id",
                                (scene, version) -> deletion(
                                        new DeleteTopicState().setName(Scene.READ), byId(scene.id(Scene.READ))))
                        .from(FIRST_DELETE_BY_ID));
    }

    private static void byHand(CreatableTopic topic) {
        topic.assignments()
                .add(new CreatableReplicaAssignment().setPartitionIndex(0).setBrokerIds(List.of(1)));
    }

    /** Creates topics of so many partitions, only to see. */
    private static Sample seen(String name, int... partitions) {
        return Sample.of(ApiKeys.CREATE_TOPICS, name, (scene, version) -> {
            CreatableTopic[] topics = new CreatableTopic[partitions.length];
            Arrays.setAll(topics, i -> AdminSamples.topic("part" + i, version).setNumPartitions(partitions[i]));
            return AdminSamples.topics(topics).setValidateOnly(true);
        });
    }

    private static Sample delete(String name, String... topics) {
        return Sample.of(
                ApiKeys.DELETE_TOPICS,
                name,
                (scene, version) -> version < FIRST_DELETE_BY_ID
                        ? new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MS).setTopicNames(List.of(topics))
                        : deletion(Arrays.stream(topics)
                                .map(topic -> new DeleteTopicState().setName(topic))
                                .toArray(DeleteTopicState[]::new)));
    }

    private static DeleteTopicsRequestData deletion(DeleteTopicState... topics) {
        return new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MS).setTopics(List.of(topics));
    }

    private static DeleteTopicState byId(Uuid id) {
        return new DeleteTopicState().setName(null).setTopicId(id);
    }
}
