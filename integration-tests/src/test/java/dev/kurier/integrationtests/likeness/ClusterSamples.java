package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Lists requests about the cluster as a whole: ApiVersions, Metadata, FindCoordinator, InitProducerId. */
final class ClusterSamples {
    private static final short FIRST_VERSION_WITH_NULL = 1;
    private static final short FIRST_VERSION_WITH_KEYS = 4;
    static final byte TRANSACTION = 1;

    private ClusterSamples() {}

    static List<Sample> all() {
        return List.of(
                apiVersions("a client", request -> {}),
                apiVersions("the same client again", request -> {}),
                apiVersions("another client", request -> request.setClientSoftwareName("other")),
                apiVersions("a client's release candidate", request -> request.setClientSoftwareVersion("1.0-rc1")),
                apiVersions("a client of one letter", request -> request.setClientSoftwareName("x")),
                apiVersions("no software name", request -> request.setClientSoftwareName(""))
                        .from(3),
                apiVersions("a software name with a blank", request -> request.setClientSoftwareName("a b"))
                        .from(3),
                apiVersions(
                                "a software version with a dash at its end",
                                request -> request.setClientSoftwareVersion("1-"))
                        .from(3),
                apiVersions("no software version", request -> request.setClientSoftwareVersion(""))
                        .from(3),
                apiVersions("a cluster and no node", request -> request.setClusterId("elsewhere"))
                        .from(5),
                apiVersions("a node and no cluster", request -> request.setNodeId(9))
                        .from(5),
                apiVersions(
                                "a wrong cluster",
                                request -> request.setClusterId("elsewhere").setNodeId(1))
                        .from(5),
                Sample.of(
                                ApiKeys.API_VERSIONS,
                                "a wrong node",
                                (scene, version) -> software()
                                        .setClusterId(scene.clusterId())
                                        .setNodeId(9))
                        .from(5),
                Sample.of(
                                ApiKeys.API_VERSIONS,
                                "the right cluster and node",
                                (scene, version) -> software()
                                        .setClusterId(scene.clusterId())
                                        .setNodeId(1))
                        .from(5),
                metadata("all topics", null),
                metadata("a topic", List.of(name(Scene.READ))),
                metadata("two topics", List.of(name(Scene.READ), name(Scene.producedBy((short) 3)))),
                metadata("a topic twice", List.of(name(Scene.READ), name(Scene.READ))),
                metadata("an unknown topic", List.of(name(Scene.UNKNOWN_TOPIC))),
                metadata("an illegal name", List.of(name("a b"))),
                metadata("an empty name", List.of(name(""))),
                metadata("no topic", List.of()).from(FIRST_VERSION_WITH_NULL),
                Sample.of(
                                ApiKeys.METADATA,
                                "a topic by id",
                                (scene, version) -> topics(List.of(
                                        new MetadataRequestTopic().setName(null).setTopicId(scene.id(Scene.READ)))))
                        .from(12),
                metadata(
                                "an unknown id",
                                List.of(new MetadataRequestTopic().setName(null).setTopicId(Scene.UNKNOWN_ID)))
                        .from(12),
                Sample.of(
                                ApiKeys.METADATA,
                                "operations on topics",
                                (scene, version) ->
                                        topics(List.of(name(Scene.READ))).setIncludeTopicAuthorizedOperations(true))
                        .from(8),
                Sample.of(
                                ApiKeys.METADATA,
                                "operations on the cluster",
                                (scene, version) -> topics(List.of()).setIncludeClusterAuthorizedOperations(true))
                        .from(8)
                        .upTo(10),
                coordinator("the coordinator of a group", request -> {}),
                coordinator("the coordinator of another group", request -> request.setKey("another")),
                coordinator("the coordinator of a group without a name", request -> request.setKey("")),
                coordinator("the coordinator of a group in Greek", request -> request.setKey("ομάδα")),
                coordinator("the coordinator of a group, once more", request -> {}),
                coordinator("the coordinator of a transaction", request -> request.setKeyType(TRANSACTION))
                        .from(1),
                coordinator(
                                "the coordinator of a transaction without a name",
                                request -> request.setKeyType(TRANSACTION).setKey(""))
                        .from(1),
                coordinator("the coordinator of what is nothing", request -> request.setKeyType((byte) 9))
                        .from(1),
                coordinator("the coordinator of a share group", request -> request.setKeyType((byte) 2))
                        .from(1),
                Sample.of(
                                ApiKeys.FIND_COORDINATOR,
                                "the coordinators of two groups",
                                (scene, version) ->
                                        new FindCoordinatorRequestData().setCoordinatorKeys(List.of("one", "two")))
                        .from(FIRST_VERSION_WITH_KEYS),
                Sample.of(
                                ApiKeys.FIND_COORDINATOR,
                                "the coordinators of a group, twice",
                                (scene, version) ->
                                        new FindCoordinatorRequestData().setCoordinatorKeys(List.of("one", "one")))
                        .from(FIRST_VERSION_WITH_KEYS),
                Sample.of(
                                ApiKeys.FIND_COORDINATOR,
                                "the coordinators of nothing",
                                (scene, version) -> new FindCoordinatorRequestData())
                        .from(FIRST_VERSION_WITH_KEYS),
                initProducerId("a producer without transactions", request -> {}),
                initProducerId("again", request -> {}),
                initProducerId("a transaction time-out of 0", request -> request.setTransactionTimeoutMs(0)),
                initProducerId("a negative time-out", request -> request.setTransactionTimeoutMs(-1)),
                initProducerId("an empty transactional id", request -> request.setTransactionalId("")),
                initProducerId("an id without an epoch", request -> request.setProducerId(5))
                        .from(3),
                initProducerId(
                                "an id and an epoch",
                                request -> request.setProducerId(5).setProducerEpoch((short) 1))
                        .from(3));
    }

    private static Sample apiVersions(String name, Consumer<ApiVersionsRequestData> how) {
        return Sample.of(ApiKeys.API_VERSIONS, name, (scene, version) -> {
            ApiVersionsRequestData request = software();
            how.accept(request);
            return request;
        });
    }

    private static ApiVersionsRequestData software() {
        return new ApiVersionsRequestData().setClientSoftwareName("likeness").setClientSoftwareVersion("1.0");
    }

    private static Sample metadata(String name, @Nullable List<MetadataRequestTopic> topics) {
        return Sample.of(
                ApiKeys.METADATA,
                name,
                (scene, version) -> topics(topics == null && version < FIRST_VERSION_WITH_NULL ? List.of() : topics));
    }

    private static MetadataRequestData topics(@Nullable List<MetadataRequestTopic> topics) {
        return new MetadataRequestData().setTopics(topics).setAllowAutoTopicCreation(true);
    }

    private static MetadataRequestTopic name(String name) {
        return new MetadataRequestTopic().setName(name).setTopicId(Uuid.ZERO_UUID);
    }

    private static Sample coordinator(String name, Consumer<FindCoordinatorRequestData> how) {
        return Sample.of(ApiKeys.FIND_COORDINATOR, name, (scene, version) -> {
            FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKey("a-group");
            how.accept(request);
            return version < FIRST_VERSION_WITH_KEYS
                    ? request
                    : request.setCoordinatorKeys(List.of(request.key())).setKey("");
        });
    }

    private static Sample initProducerId(String name, Consumer<InitProducerIdRequestData> how) {
        return Sample.of(ApiKeys.INIT_PRODUCER_ID, name, (scene, version) -> {
            InitProducerIdRequestData request =
                    new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(60_000);
            how.accept(request);
            return request;
        });
    }
}
