package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsResponseData;

final class ListOffsetsCases {
    static final MessageCase<ListOffsetsRequest> REQUEST = new MessageCase<>(
            "ListOffsetsRequest",
            ApiKey.LIST_OFFSETS,
            (values, version) -> new ListOffsetsRequest(
                    values.int32(),
                    version >= 2 ? values.int8() : 0,
                    values.list(() -> new ListOffsetsRequest.Topic(
                            values.string(),
                            values.list(() ->
                                    new ListOffsetsRequest.Partition(values.int32(), values.int32(), values.int64())))),
                    values.int32()),
            ListOffsetsRequest::read,
            ListOffsetsRequest::write,
            ListOffsetsCases::toKafka,
            ListOffsetsRequestData::new);

    static final MessageCase<ListOffsetsResponse> RESPONSE = new MessageCase<>(
            "ListOffsetsResponse",
            ApiKey.LIST_OFFSETS,
            (values, version) -> new ListOffsetsResponse(
                    values.int32(),
                    values.list(() -> new ListOffsetsResponse.Topic(
                            values.string(),
                            values.list(() -> new ListOffsetsResponse.Partition(
                                    values.int32(),
                                    values.int16(),
                                    values.int64(),
                                    values.int64(),
                                    version >= 4 ? values.int32() : -1))))),
            ListOffsetsResponse::read,
            ListOffsetsResponse::write,
            ListOffsetsCases::toKafka,
            ListOffsetsResponseData::new);

    private ListOffsetsCases() {}

    private static ListOffsetsRequestData toKafka(ListOffsetsRequest ours, short version) {
        return new ListOffsetsRequestData()
                .setReplicaId(ours.replicaId())
                .setIsolationLevel(ours.isolationLevel())
                .setTopics(ours.topics().stream()
                        .map(topic -> new ListOffsetsRequestData.ListOffsetsTopic()
                                .setName(topic.name())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> new ListOffsetsRequestData.ListOffsetsPartition()
                                                .setPartitionIndex(partition.index())
                                                .setCurrentLeaderEpoch(partition.currentLeaderEpoch())
                                                .setTimestamp(partition.timestamp()))
                                        .toList()))
                        .toList())
                .setTimeoutMs(ours.timeoutMs());
    }

    private static ListOffsetsResponseData toKafka(ListOffsetsResponse ours, short version) {
        return new ListOffsetsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setTopics(ours.topics().stream()
                        .map(topic -> new ListOffsetsResponseData.ListOffsetsTopicResponse()
                                .setName(topic.name())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> new ListOffsetsResponseData.ListOffsetsPartitionResponse()
                                                .setPartitionIndex(partition.index())
                                                .setErrorCode(partition.errorCode())
                                                .setTimestamp(partition.timestamp())
                                                .setOffset(partition.offset())
                                                .setLeaderEpoch(partition.leaderEpoch()))
                                        .toList()))
                        .toList());
    }
}
