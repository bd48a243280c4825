package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochRequest;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochResponse;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResultCollection;

final class OffsetForLeaderEpochCases {
    static final MessageCase<OffsetForLeaderEpochRequest> REQUEST = new MessageCase<>(
            "OffsetForLeaderEpochRequest",
            ApiKey.OFFSET_FOR_LEADER_EPOCH,
            (values, version) -> new OffsetForLeaderEpochRequest(
                    version >= 3 ? values.int32() : OffsetForLeaderEpochRequest.DEBUGGER,
                    values.list(() -> new OffsetForLeaderEpochRequest.Topic(
                            values.string(),
                            values.list(() -> new OffsetForLeaderEpochRequest.Partition(
                                    values.int32(), values.int32(), values.int32()))))),
            OffsetForLeaderEpochRequest::read,
            OffsetForLeaderEpochRequest::write,
            OffsetForLeaderEpochCases::toKafka,
            OffsetForLeaderEpochRequestData::new);

    static final MessageCase<OffsetForLeaderEpochResponse> RESPONSE = new MessageCase<>(
            "OffsetForLeaderEpochResponse",
            ApiKey.OFFSET_FOR_LEADER_EPOCH,
            (values, version) -> new OffsetForLeaderEpochResponse(
                    values.int32(),
                    values.list(() -> new OffsetForLeaderEpochResponse.Topic(
                            values.string(),
                            values.list(() -> new OffsetForLeaderEpochResponse.Partition(
                                    values.int16(), values.int32(), values.int32(), values.int64()))))),
            OffsetForLeaderEpochResponse::read,
            OffsetForLeaderEpochResponse::write,
            OffsetForLeaderEpochCases::toKafka,
            OffsetForLeaderEpochResponseData::new);

    private OffsetForLeaderEpochCases() {}

    private static OffsetForLeaderEpochRequestData toKafka(OffsetForLeaderEpochRequest ours, short version) {
        return new OffsetForLeaderEpochRequestData()
                .setReplicaId(ours.replicaId())
                .setTopics(MessageCases.collect(
                        new OffsetForLeaderTopicCollection(),
                        ours.topics().stream()
                                .map(topic -> new OffsetForLeaderTopic()
                                        .setTopic(topic.name())
                                        .setPartitions(topic.partitions().stream()
                                                .map(partition -> new OffsetForLeaderPartition()
                                                        .setPartition(partition.index())
                                                        .setCurrentLeaderEpoch(partition.currentLeaderEpoch())
                                                        .setLeaderEpoch(partition.leaderEpoch()))
                                                .toList()))
                                .toList()));
    }

    private static OffsetForLeaderEpochResponseData toKafka(OffsetForLeaderEpochResponse ours, short version) {
        return new OffsetForLeaderEpochResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setTopics(MessageCases.collect(
                        new OffsetForLeaderTopicResultCollection(),
                        ours.topics().stream()
                                .map(topic -> new OffsetForLeaderTopicResult()
                                        .setTopic(topic.name())
                                        .setPartitions(topic.partitions().stream()
                                                .map(partition -> new EpochEndOffset()
                                                        .setErrorCode(partition.errorCode())
                                                        .setPartition(partition.index())
                                                        .setLeaderEpoch(partition.leaderEpoch())
                                                        .setEndOffset(partition.endOffset()))
                                                .toList()))
                                .toList()));
    }
}
