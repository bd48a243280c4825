package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.util.List;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;

final class ProduceCases {
    static final MessageCase<ProduceRequest> REQUEST = new MessageCase<>(
            "ProduceRequest",
            ApiKey.PRODUCE,
            ProduceCases::request,
            ProduceRequest::read,
            ProduceRequest::write,
            ProduceCases::toKafka,
            ProduceRequestData::new);

    static final MessageCase<ProduceResponse> RESPONSE = new MessageCase<>(
            "ProduceResponse",
            ApiKey.PRODUCE,
            ProduceCases::response,
            ProduceResponse::read,
            ProduceResponse::write,
            ProduceCases::toKafka,
            ProduceResponseData::new);

    private ProduceCases() {}

    private static ProduceRequest request(RandomValues values, short version) {
        return new ProduceRequest(
                values.nullableString(),
                values.int16(),
                values.int32(),
                values.list(() -> new ProduceRequest.Topic(
                        values.name(),
                        values.topicId(),
                        values.list(() -> new ProduceRequest.Partition(values.int32(), values.records())))));
    }

    private static ProduceRequestData toKafka(ProduceRequest ours, short version) {
        ProduceRequestData theirs = new ProduceRequestData()
                .setTransactionalId(ours.transactionalId())
                .setAcks(ours.acks())
                .setTimeoutMs(ours.timeoutMs());
        ours.topics()
                .forEach(topic -> theirs.topicData()
                        .mustAdd(new ProduceRequestData.TopicProduceData()
                                .setName(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setPartitionData(topic.partitions().stream()
                                        .map(partition -> new ProduceRequestData.PartitionProduceData()
                                                .setIndex(partition.index())
                                                .setRecords(MessageCases.records(partition.records())))
                                        .toList())));
        return theirs;
    }

    private static ProduceResponse response(RandomValues values, short version) {
        int[] nextNode = {values.below(1000)};
        List<NodeEndpoint> nodes = values.list(
                () -> new NodeEndpoint(nextNode[0]++, values.string(), values.int32(), values.nullableString()));
        return new ProduceResponse(
                values.list(() -> new ProduceResponse.Topic(
                        values.name(), values.topicId(), values.list(() -> partition(values, version)))),
                values.int32(),
                version >= 10 ? nodes : List.of());
    }

    private static ProduceResponse.Partition partition(RandomValues values, short version) {
        return new ProduceResponse.Partition(
                values.int32(),
                values.int16(),
                values.int64(),
                values.int64(),
                values.int64(),
                values.list(() -> new ProduceResponse.RecordError(values.int32(), values.nullableString())),
                values.nullableString(),
                version >= 10 ? new CurrentLeader(values.int32(), values.int32()) : CurrentLeader.NONE);
    }

    private static ProduceResponseData toKafka(ProduceResponse ours, short version) {
        ProduceResponseData theirs = new ProduceResponseData().setThrottleTimeMs(ours.throttleTimeMs());
        ours.nodeEndpoints()
                .forEach(node -> theirs.nodeEndpoints()
                        .add(new ProduceResponseData.NodeEndpoint()
                                .setNodeId(node.nodeId())
                                .setHost(node.host())
                                .setPort(node.port())
                                .setRack(node.rack())));
        ours.topics()
                .forEach(topic -> theirs.responses()
                        .mustAdd(new ProduceResponseData.TopicProduceResponse()
                                .setName(topic.name())
                                .setTopicId(MessageCases.uuid(topic.topicId()))
                                .setPartitionResponses(topic.partitions().stream()
                                        .map(ProduceCases::partition)
                                        .toList())));
        return theirs;
    }

    private static ProduceResponseData.PartitionProduceResponse partition(ProduceResponse.Partition ours) {
        return new ProduceResponseData.PartitionProduceResponse()
                .setIndex(ours.index())
                .setErrorCode(ours.errorCode())
                .setBaseOffset(ours.baseOffset())
                .setLogAppendTimeMs(ours.logAppendTimeMs())
                .setLogStartOffset(ours.logStartOffset())
                .setRecordErrors(ours.recordErrors().stream()
                        .map(error -> new ProduceResponseData.BatchIndexAndErrorMessage()
                                .setBatchIndex(error.batchIndex())
                                .setBatchIndexErrorMessage(error.message()))
                        .toList())
                .setErrorMessage(ours.errorMessage())
                .setCurrentLeader(new ProduceResponseData.LeaderIdAndEpoch()
                        .setLeaderId(ours.currentLeader().leaderId())
                        .setLeaderEpoch(ours.currentLeader().leaderEpoch()));
    }
}
