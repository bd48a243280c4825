package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;

final class FetchCases {
    static final MessageCase<FetchRequest> REQUEST = new MessageCase<>(
            "FetchRequest",
            ApiKey.FETCH,
            FetchCases::request,
            FetchRequest::read,
            FetchRequest::write,
            FetchCases::toKafka,
            FetchRequestData::new);

    static final MessageCase<FetchResponse> RESPONSE = new MessageCase<>(
            "FetchResponse",
            ApiKey.FETCH,
            FetchCases::response,
            FetchResponse::read,
            FetchResponse::write,
            FetchCases::toKafka,
            FetchResponseData::new);

    private FetchCases() {}

    private static FetchRequest request(RandomValues values, short version) {
        List<FetchRequest.ForgottenTopic> forgotten = values.list(
                () -> new FetchRequest.ForgottenTopic(values.name(), values.topicId(), values.list(values::int32)));
        return new FetchRequest(
                values.nullableString(),
                new FetchRequest.Replica(values.int32(), version >= 15 ? values.int64() : -1),
                values.int32(),
                values.int32(),
                values.int32(),
                values.int8(),
                values.int32(),
                values.int32(),
                values.list(() -> new FetchRequest.Topic(
                        values.name(), values.topicId(), values.list(() -> partitionWanted(values, version)))),
                version >= 7 ? forgotten : List.of(),
                values.string());
    }

    private static FetchRequest.Partition partitionWanted(RandomValues values, short version) {
        return new FetchRequest.Partition(
                values.int32(),
                values.int32(),
                values.int64(),
                version >= 12 ? values.int32() : -1,
                values.int64(),
                values.int32(),
                values.uuid(),
                values.int64());
    }

    private static FetchRequestData toKafka(FetchRequest ours, short version) {
        FetchRequestData theirs = new FetchRequestData();
        if (version <= 14) {
            theirs.setReplicaId(ours.replica().id());
        } else {
            theirs.setReplicaState(new FetchRequestData.ReplicaState()
                    .setReplicaId(ours.replica().id())
                    .setReplicaEpoch(ours.replica().epoch()));
        }
        return theirs.setClusterId(ours.clusterId())
                .setMaxWaitMs(ours.maxWaitMs())
                .setMinBytes(ours.minBytes())
                .setMaxBytes(ours.maxBytes())
                .setIsolationLevel(ours.isolationLevel())
                .setSessionId(ours.sessionId())
                .setSessionEpoch(ours.sessionEpoch())
                .setTopics(ours.topics().stream()
                        .map(topic -> new FetchRequestData.FetchTopic()
                                .setTopic(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setPartitions(topic.partitions().stream()
                                        .map(FetchCases::partition)
                                        .toList()))
                        .toList())
                .setForgottenTopicsData(ours.forgottenTopics().stream()
                        .map(topic -> new FetchRequestData.ForgottenTopic()
                                .setTopic(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setPartitions(topic.partitions()))
                        .toList())
                .setRackId(ours.rackId());
    }

    private static FetchRequestData.FetchPartition partition(FetchRequest.Partition ours) {
        return new FetchRequestData.FetchPartition()
                .setPartition(ours.index())
                .setCurrentLeaderEpoch(ours.currentLeaderEpoch())
                .setFetchOffset(ours.fetchOffset())
                .setLastFetchedEpoch(ours.lastFetchedEpoch())
                .setLogStartOffset(ours.logStartOffset())
                .setPartitionMaxBytes(ours.maxBytes())
                .setReplicaDirectoryId(MessageCases.uuid(ours.replicaDirectoryId()))
                .setHighWatermark(ours.highWatermark());
    }

    private static FetchResponse response(RandomValues values, short version) {
        int[] nextNode = {values.below(1000)};
        List<NodeEndpoint> nodes = values.list(
                () -> new NodeEndpoint(nextNode[0]++, values.string(), values.int32(), values.nullableString()));
        return new FetchResponse(
                values.int32(),
                values.int16(),
                version >= 7 ? values.int32() : 0,
                values.list(() -> new FetchResponse.Topic(
                        values.name(), values.topicId(), values.list(() -> partitionAnswered(values, version)))),
                version >= 16 ? nodes : List.of());
    }

    private static FetchResponse.Partition partitionAnswered(RandomValues values, short version) {
        return new FetchResponse.Partition(
                values.int32(),
                values.int16(),
                values.int64(),
                values.int64(),
                values.int64(),
                version >= 12 && values.bool() ? redirection(values) : FetchResponse.Redirection.NONE,
                values.below(3) == 0
                        ? null
                        : values.list(() -> new FetchResponse.AbortedTransaction(values.int64(), values.int64())),
                version >= 11 ? values.int32() : -1,
                values.records());
    }

    private static FetchResponse.Redirection redirection(RandomValues values) {
        return new FetchResponse.Redirection(
                new FetchResponse.EpochEndOffset(values.int32(), values.int64()),
                new CurrentLeader(values.int32(), values.int32()),
                new FetchResponse.EpochEndOffset(values.int32(), values.int64()));
    }

    private static FetchResponseData toKafka(FetchResponse ours, short version) {
        FetchResponseData theirs = new FetchResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setErrorCode(ours.errorCode())
                .setSessionId(ours.sessionId())
                .setResponses(ours.topics().stream()
                        .map(topic -> new FetchResponseData.FetchableTopicResponse()
                                .setTopic(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setPartitions(topic.partitions().stream()
                                        .map(FetchCases::partition)
                                        .toList()))
                        .toList());
        ours.nodeEndpoints()
                .forEach(node -> theirs.nodeEndpoints()
                        .add(new FetchResponseData.NodeEndpoint()
                                .setNodeId(node.nodeId())
                                .setHost(node.host())
                                .setPort(node.port())
                                .setRack(node.rack())));
        return theirs;
    }

    private static FetchResponseData.PartitionData partition(FetchResponse.Partition ours) {
        FetchResponse.Redirection redirection = ours.redirection();
        return new FetchResponseData.PartitionData()
                .setPartitionIndex(ours.index())
                .setErrorCode(ours.errorCode())
                .setHighWatermark(ours.highWatermark())
                .setLastStableOffset(ours.lastStableOffset())
                .setLogStartOffset(ours.logStartOffset())
                .setDivergingEpoch(new FetchResponseData.EpochEndOffset()
                        .setEpoch(redirection.divergingEpoch().epoch())
                        .setEndOffset(redirection.divergingEpoch().endOffset()))
                .setCurrentLeader(new FetchResponseData.LeaderIdAndEpoch()
                        .setLeaderId(redirection.currentLeader().leaderId())
                        .setLeaderEpoch(redirection.currentLeader().leaderEpoch()))
                .setSnapshotId(new FetchResponseData.SnapshotId()
                        .setEpoch(redirection.snapshotId().epoch())
                        .setEndOffset(redirection.snapshotId().endOffset()))
                .setAbortedTransactions(
                        ours.abortedTransactions() == null
                                ? null
                                : ours.abortedTransactions().stream()
                                        .map(aborted -> new FetchResponseData.AbortedTransaction()
                                                .setProducerId(aborted.producerId())
                                                .setFirstOffset(aborted.firstOffset()))
                                        .toList())
                .setPreferredReadReplica(ours.preferredReadReplica())
                .setRecords(MessageCases.records(ours.records()));
    }
}
