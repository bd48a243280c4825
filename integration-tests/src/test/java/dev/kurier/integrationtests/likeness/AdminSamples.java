package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists requests about topics and their settings; what one version creates, no other touches. */
final class AdminSamples {
    private static final short FIRST_DELETE_BY_ID = 6;
    private static final int TIMEOUT_MS = 10_000;
    private static final int SHORT_TIMEOUT_MS = 300;

    private AdminSamples() {}

    static List<Sample> all() {
        return List.of(
                create("a topic", "made", topic -> {}),
                create("the same topic again", "made", topic -> {}),
                create(
                                "a topic with defaults",
                                "plain",
                                topic -> topic.setNumPartitions(-1).setReplicationFactor((short) -1))
                        .from(4),
                create("no partitions", "none", topic -> topic.setNumPartitions(0)),
                create("too many replicas", "replicas", topic -> topic.setReplicationFactor((short) 3)),
                create("no replicas", "noreplicas", topic -> topic.setReplicationFactor((short) 0)),
                create("an illegal name", "a b", topic -> {}),
                create("a topic with settings", "settings", topic -> config(topic, "max.message.bytes", "1000")),
                create("an unknown setting", "unknown", topic -> config(topic, "no.such.setting", "1")),
                create("a setting with a bad value", "bad", topic -> config(topic, "max.message.bytes", "many")),
                create("replicas by hand", "byhand", topic -> {
                    topic.setNumPartitions(-1).setReplicationFactor((short) -1);
                    topic.assignments()
                            .add(new CreatableReplicaAssignment()
                                    .setPartitionIndex(0)
                                    .setBrokerIds(List.of(1)));
                }),
                Sample.of(ApiKeys.CREATE_TOPICS, "replicas by hand on an unknown broker", (scene, version) -> {
                    CreatableTopic topic =
                            topic("elsewhere", version).setNumPartitions(-1).setReplicationFactor((short) -1);
                    topic.assignments()
                            .add(new CreatableReplicaAssignment()
                                    .setPartitionIndex(0)
                                    .setBrokerIds(List.of(9)));
                    return topics(topic).setTimeoutMs(SHORT_TIMEOUT_MS);
                }),
                Sample.of(
                        ApiKeys.CREATE_TOPICS,
                        "a topic, only to see",
                        (scene, version) -> topics(topic("seen", version)).setValidateOnly(true)),
                Sample.of(ApiKeys.CREATE_TOPICS, "nothing", (scene, version) -> topics()),
                delete("an unknown topic", Scene.UNKNOWN_TOPIC),
                delete("a topic", Scene.DOOMED),
                delete("the same topic again", Scene.DOOMED),
                delete("an illegal name", "a b"),
                delete("an empty name", ""),
                Sample.of(
                                ApiKeys.DELETE_TOPICS,
                                "an unknown id",
                                (scene, version) -> new DeleteTopicsRequestData()
                                        .setTimeoutMs(TIMEOUT_MS)
                                        .setTopics(List.of(new DeleteTopicState()
                                                .setName(null)
                                                .setTopicId(Scene.UNKNOWN_ID))))
                        .from(FIRST_DELETE_BY_ID),
                Sample.of(
                        ApiKeys.DELETE_TOPICS,
                        "nothing",
                        (scene, version) -> new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MS)),
                partitions("as many as there are", Scene.READ, Scene.PARTITIONS),
                partitions("fewer than there are", Scene.READ, 1),
                partitions("none", Scene.READ, 0),
                partitions("more of an unknown topic", Scene.UNKNOWN_TOPIC, 5),
                partitions("more, only to see", Scene.READ, 5),
                describe("a topic's settings", Map.of(ConfigResource.Type.TOPIC, Scene.READ), request -> {}),
                describe(
                        "settings of an unknown topic",
                        Map.of(ConfigResource.Type.TOPIC, Scene.UNKNOWN_TOPIC),
                        request -> {}),
                describe(
                        "settings with synonyms",
                        Map.of(ConfigResource.Type.TOPIC, Scene.READ),
                        request -> request.setIncludeSynonyms(true)),
                describe("all settings", Map.of(ConfigResource.Type.TOPIC, Scene.READ), request -> {
                    request.setIncludeSynonyms(true);
                    request.resources().get(0).setConfigurationKeys(null);
                }),
                describe("settings of an illegal name", Map.of(ConfigResource.Type.TOPIC, "a b"), request -> {}),
                describe("settings of no resource", Map.of(), request -> {}),
                cluster("the cluster", request -> {}),
                cluster("the cluster again", request -> {}),
                cluster("what may be done", request -> request.setIncludeClusterAuthorizedOperations(true)),
                cluster("the controllers", request -> request.setEndpointType((byte) 2))
                        .from(1),
                cluster("an endpoint that is none", request -> request.setEndpointType((byte) 9))
                        .from(1),
                cluster("fenced brokers too", request -> request.setIncludeFencedBrokers(true))
                        .from(2),
                cluster("what may be done, once more", request -> request.setIncludeClusterAuthorizedOperations(true)),
                cluster("the cluster a third time", request -> {}));
    }

    static Sample create(String name, String topicName, Consumer<CreatableTopic> how) {
        return Sample.of(ApiKeys.CREATE_TOPICS, name, (scene, version) -> {
            CreatableTopic topic = topic(topicName, version);
            how.accept(topic);
            return topics(topic);
        });
    }

    static CreatableTopic topic(String name, short version) {
        String full = name.contains(" ") ? name : name + "-by-v" + version;
        return new CreatableTopic().setName(full).setNumPartitions(2).setReplicationFactor((short) 1);
    }

    private static void config(CreatableTopic topic, String name, String value) {
        topic.configs().add(new CreatableTopicConfig().setName(name).setValue(value));
    }

    static CreateTopicsRequestData topics(CreatableTopic... topics) {
        CreatableTopicCollection all = new CreatableTopicCollection();
        all.addAll(List.of(topics));
        return new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MS).setTopics(all);
    }

    private static Sample delete(String name, String topic) {
        return Sample.of(ApiKeys.DELETE_TOPICS, name, (scene, version) -> {
            String full = topic.equals(Scene.DOOMED) ? Scene.doomed(version) : topic;
            DeleteTopicsRequestData request = new DeleteTopicsRequestData().setTimeoutMs(TIMEOUT_MS);
            return version >= FIRST_DELETE_BY_ID
                    ? request.setTopics(List.of(new DeleteTopicState().setName(full)))
                    : request.setTopicNames(List.of(full));
        });
    }

    static Sample partitions(String name, String topic, int count) {
        return Sample.of(ApiKeys.CREATE_PARTITIONS, name, (scene, version) -> growth(topic, count));
    }

    static CreatePartitionsRequestData growth(String topic, int count) {
        CreatePartitionsTopicCollection topics = new CreatePartitionsTopicCollection();
        topics.add(new CreatePartitionsTopic().setName(topic).setCount(count).setAssignments(null));
        return new CreatePartitionsRequestData()
                .setTimeoutMs(TIMEOUT_MS)
                .setValidateOnly(true)
                .setTopics(topics);
    }

    private static Sample describe(
            String name, Map<ConfigResource.Type, String> resources, Consumer<DescribeConfigsRequestData> how) {
        return Sample.of(ApiKeys.DESCRIBE_CONFIGS, name, (scene, version) -> {
            DescribeConfigsRequestData request = new DescribeConfigsRequestData()
                    .setResources(resources.entrySet().stream()
                            .map(resource -> new DescribeConfigsResource()
                                    .setResourceType(resource.getKey().id())
                                    .setResourceName(resource.getValue())
                                    .setConfigurationKeys(List.of(
                                            "cleanup.policy",
                                            "max.message.bytes",
                                            "min.insync.replicas",
                                            "message.timestamp.type",
                                            "no.such.setting")))
                            .toList());
            how.accept(request);
            return request;
        });
    }

    private static Sample cluster(String name, Consumer<DescribeClusterRequestData> how) {
        return Sample.of(ApiKeys.DESCRIBE_CLUSTER, name, (scene, version) -> {
            DescribeClusterRequestData request = new DescribeClusterRequestData();
            how.accept(request);
            return request;
        });
    }
}
