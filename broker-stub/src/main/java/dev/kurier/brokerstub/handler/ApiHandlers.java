package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.admin.CreatePartitionsHandler;
import dev.kurier.brokerstub.admin.CreateTopicsHandler;
import dev.kurier.brokerstub.admin.DeleteTopicsHandler;
import dev.kurier.brokerstub.admin.DescribeClusterHandler;
import dev.kurier.brokerstub.admin.DescribeConfigsHandler;
import dev.kurier.brokerstub.admin.IncrementalAlterConfigsHandler;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.coordinator.FindCoordinatorHandler;
import dev.kurier.brokerstub.fetch.FetchHandler;
import dev.kurier.brokerstub.offsets.DeleteRecordsHandler;
import dev.kurier.brokerstub.offsets.ListOffsetsHandler;
import dev.kurier.brokerstub.offsets.OffsetForLeaderEpochHandler;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ApiKey;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the APIs that are served, each with its handler and the versions that clients are told. */
public final class ApiHandlers {
    private final ClusterState state;
    private final Release release;
    private final Map<ApiKey, ApiHandler> handlers = new EnumMap<>(ApiKey.class);

    /** Makes the handlers of a cluster; to serve another API, add its row here. */
    public ApiHandlers(ClusterState state) {
        this.state = state;
        release = state.settings().release();
        handlers.put(ApiKey.PRODUCE, new ProduceHandler(state));
        handlers.put(ApiKey.FETCH, new FetchHandler(state));
        handlers.put(ApiKey.LIST_OFFSETS, new ListOffsetsHandler(state));
        handlers.put(ApiKey.METADATA, new MetadataHandler(state));
        handlers.put(ApiKey.FIND_COORDINATOR, new FindCoordinatorHandler());
        handlers.put(ApiKey.INIT_PRODUCER_ID, new InitProducerIdHandler(state));
        handlers.put(ApiKey.OFFSET_FOR_LEADER_EPOCH, new OffsetForLeaderEpochHandler(state));
        handlers.put(ApiKey.CREATE_TOPICS, new CreateTopicsHandler(state));
        handlers.put(ApiKey.DELETE_TOPICS, new DeleteTopicsHandler(state));
        handlers.put(ApiKey.DELETE_RECORDS, new DeleteRecordsHandler(state));
        handlers.put(ApiKey.CREATE_PARTITIONS, new CreatePartitionsHandler(state));
        handlers.put(ApiKey.DESCRIBE_CONFIGS, new DescribeConfigsHandler(state));
        handlers.put(ApiKey.INCREMENTAL_ALTER_CONFIGS, new IncrementalAlterConfigsHandler(state));
        handlers.put(ApiKey.DESCRIBE_TOPIC_PARTITIONS, new DescribeTopicPartitionsHandler(state));
        handlers.put(ApiKey.DESCRIBE_CLUSTER, new DescribeClusterHandler(state));
        Set<ApiKey> served = EnumSet.copyOf(handlers.keySet());
        served.add(ApiKey.API_VERSIONS);
        served.removeIf(api -> release.versions(api) == null);
        handlers.put(ApiKey.API_VERSIONS, new ApiVersionsHandler(state, served));
    }

    /** Returns the handler of an API, or null if the broker does not serve it in this version. */
    public @Nullable ApiHandler handler(ApiKey api, short version, int brokerId) {
        return release.answers(api, version) && has(api, version, brokerId) ? handlers.get(api) : null;
    }

    /** Returns the answer to an ApiVersions request that is newer than this broker. */
    public Call unknownApiVersionsVersion(int brokerId) {
        return ApiVersionsHandler.unknownVersion(state, brokerId);
    }

    private boolean has(ApiKey api, short version, int brokerId) {
        Release.Versions all = release.versions(api);
        Broker broker = state.broker(brokerId);
        return all == null || broker == null || broker.narrowed(api, all).has(version);
    }
}
