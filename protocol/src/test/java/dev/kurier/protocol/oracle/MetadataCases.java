package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import java.util.List;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;

final class MetadataCases {
    static final MessageCase<MetadataRequest> REQUEST = new MessageCase<>(
            "MetadataRequest",
            ApiKey.METADATA,
            MetadataCases::request,
            MetadataRequest::read,
            MetadataRequest::write,
            MetadataCases::toKafka,
            MetadataRequestData::new);

    static final MessageCase<MetadataResponse> RESPONSE = new MessageCase<>(
            "MetadataResponse",
            ApiKey.METADATA,
            MetadataCases::response,
            MetadataResponse::read,
            MetadataResponse::write,
            MetadataCases::toKafka,
            MetadataResponseData::new);

    private MetadataCases() {}

    private static MetadataRequest request(RandomValues values, short version) {
        List<MetadataRequest.Topic> topics = values.list(() ->
                new MetadataRequest.Topic(values.uuid(), version >= 10 ? values.nullableString() : values.string()));
        boolean all = version == 0 ? topics.isEmpty() : values.below(5) == 0;
        return new MetadataRequest(
                all ? null : topics,
                version < 4 || values.bool(),
                version >= 8 && version <= 10 && values.bool(),
                version >= 8 && values.bool());
    }

    private static MetadataRequestData toKafka(MetadataRequest ours, short version) {
        List<MetadataRequestData.MetadataRequestTopic> topics = ours.topics() == null
                ? (version == 0 ? List.of() : null)
                : ours.topics().stream()
                        .map(topic -> new MetadataRequestData.MetadataRequestTopic()
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setName(topic.name()))
                        .toList();
        return new MetadataRequestData()
                .setTopics(topics)
                .setAllowAutoTopicCreation(ours.allowAutoTopicCreation())
                .setIncludeClusterAuthorizedOperations(ours.includeClusterAuthorizedOperations())
                .setIncludeTopicAuthorizedOperations(ours.includeTopicAuthorizedOperations());
    }

    private static MetadataResponse response(RandomValues values, short version) {
        int[] nextNode = {values.below(1000)};
        return new MetadataResponse(
                values.int32(),
                values.list(() -> new MetadataResponse.Broker(
                        nextNode[0]++, values.string(), values.int32(), values.nullableString())),
                values.nullableString(),
                values.int32(),
                values.list(() -> topic(values, version)),
                version >= 8 && version <= 10 ? values.int32() : MetadataResponse.OPERATIONS_OMITTED,
                values.int16());
    }

    private static MetadataResponse.Topic topic(RandomValues values, short version) {
        boolean nameless = version >= 12 && values.below(4) == 0;
        return new MetadataResponse.Topic(
                values.int16(),
                nameless ? null : values.name(),
                nameless ? values.topicId() : values.uuid(),
                values.bool(),
                values.list(() -> new MetadataResponse.Partition(
                        values.int16(),
                        values.int32(),
                        values.int32(),
                        values.int32(),
                        values.list(values::int32),
                        values.list(values::int32),
                        values.list(values::int32))),
                version >= 8 ? values.int32() : MetadataResponse.OPERATIONS_OMITTED);
    }

    private static MetadataResponseData toKafka(MetadataResponse ours, short version) {
        MetadataResponseData theirs = new MetadataResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setClusterId(ours.clusterId())
                .setControllerId(ours.controllerId())
                .setClusterAuthorizedOperations(ours.clusterAuthorizedOperations())
                .setErrorCode(ours.errorCode());
        ours.brokers()
                .forEach(broker -> theirs.brokers()
                        .add(new MetadataResponseData.MetadataResponseBroker()
                                .setNodeId(broker.nodeId())
                                .setHost(broker.host())
                                .setPort(broker.port())
                                .setRack(broker.rack())));
        ours.topics()
                .forEach(topic -> theirs.topics()
                        .mustAdd(new MetadataResponseData.MetadataResponseTopic()
                                .setErrorCode(topic.errorCode())
                                .setName(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setIsInternal(topic.isInternal())
                                .setPartitions(topic.partitions().stream()
                                        .map(MetadataCases::partition)
                                        .toList())
                                .setTopicAuthorizedOperations(topic.authorizedOperations())));
        return theirs;
    }

    private static MetadataResponseData.MetadataResponsePartition partition(MetadataResponse.Partition ours) {
        return new MetadataResponseData.MetadataResponsePartition()
                .setErrorCode(ours.errorCode())
                .setPartitionIndex(ours.index())
                .setLeaderId(ours.leaderId())
                .setLeaderEpoch(ours.leaderEpoch())
                .setReplicaNodes(ours.replicas())
                .setIsrNodes(ours.inSyncReplicas())
                .setOfflineReplicas(ours.offlineReplicas());
    }
}
