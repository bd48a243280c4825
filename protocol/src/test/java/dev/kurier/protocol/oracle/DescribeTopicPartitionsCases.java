package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsResponse;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;

final class DescribeTopicPartitionsCases {
    static final MessageCase<DescribeTopicPartitionsRequest> REQUEST = new MessageCase<>(
            "DescribeTopicPartitionsRequest",
            ApiKey.DESCRIBE_TOPIC_PARTITIONS,
            DescribeTopicPartitionsCases::request,
            DescribeTopicPartitionsRequest::read,
            DescribeTopicPartitionsRequest::write,
            DescribeTopicPartitionsCases::toKafka,
            DescribeTopicPartitionsRequestData::new);

    static final MessageCase<DescribeTopicPartitionsResponse> RESPONSE = new MessageCase<>(
            "DescribeTopicPartitionsResponse",
            ApiKey.DESCRIBE_TOPIC_PARTITIONS,
            DescribeTopicPartitionsCases::response,
            DescribeTopicPartitionsResponse::read,
            DescribeTopicPartitionsResponse::write,
            DescribeTopicPartitionsCases::toKafka,
            DescribeTopicPartitionsResponseData::new);

    private DescribeTopicPartitionsCases() {}

    private static DescribeTopicPartitionsRequest request(RandomValues values, short version) {
        return new DescribeTopicPartitionsRequest(
                values.list(() -> new DescribeTopicPartitionsRequest.Topic(values.string())),
                values.int32(),
                values.bool() ? null : new DescribeTopicPartitionsRequest.Cursor(values.string(), values.int32()));
    }

    private static DescribeTopicPartitionsRequestData toKafka(DescribeTopicPartitionsRequest ours, short version) {
        return new DescribeTopicPartitionsRequestData()
                .setTopics(ours.topics().stream()
                        .map(DescribeTopicPartitionsCases::toKafka)
                        .toList())
                .setResponsePartitionLimit(ours.responsePartitionLimit())
                .setCursor(ours.cursor() == null ? null : toKafka(ours.cursor()));
    }

    private static DescribeTopicPartitionsRequestData.TopicRequest toKafka(DescribeTopicPartitionsRequest.Topic ours) {
        return new DescribeTopicPartitionsRequestData.TopicRequest().setName(ours.name());
    }

    private static DescribeTopicPartitionsRequestData.Cursor toKafka(DescribeTopicPartitionsRequest.Cursor ours) {
        return new DescribeTopicPartitionsRequestData.Cursor()
                .setTopicName(ours.topicName())
                .setPartitionIndex(ours.index());
    }

    private static DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition toKafka(
            DescribeTopicPartitionsResponse.Partition ours) {
        return new DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition()
                .setErrorCode(ours.errorCode())
                .setPartitionIndex(ours.index())
                .setLeaderId(ours.leaderId())
                .setLeaderEpoch(ours.leaderEpoch())
                .setReplicaNodes(ours.replicas())
                .setIsrNodes(ours.inSyncReplicas())
                .setEligibleLeaderReplicas(ours.eligibleLeaderReplicas())
                .setLastKnownElr(ours.lastKnownElr())
                .setOfflineReplicas(ours.offlineReplicas());
    }

    private static DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic toKafka(
            DescribeTopicPartitionsResponse.Topic ours) {
        return new DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic()
                .setErrorCode(ours.errorCode())
                .setName(ours.name())
                .setTopicId(MessageCases.uuid(ours.topicId()))
                .setIsInternal(ours.isInternal())
                .setPartitions(ours.partitions().stream()
                        .map(DescribeTopicPartitionsCases::toKafka)
                        .toList())
                .setTopicAuthorizedOperations(ours.authorizedOperations());
    }

    private static DescribeTopicPartitionsResponseData.Cursor toKafka(DescribeTopicPartitionsResponse.Cursor ours) {
        return new DescribeTopicPartitionsResponseData.Cursor()
                .setTopicName(ours.topicName())
                .setPartitionIndex(ours.index());
    }

    private static DescribeTopicPartitionsResponse response(RandomValues values, short version) {
        return new DescribeTopicPartitionsResponse(
                values.int32(),
                values.list(() -> new DescribeTopicPartitionsResponse.Topic(
                        values.int16(),
                        values.name(),
                        values.uuid(),
                        values.bool(),
                        values.list(() -> new DescribeTopicPartitionsResponse.Partition(
                                values.int16(),
                                values.int32(),
                                values.int32(),
                                values.int32(),
                                values.list(values::int32),
                                values.list(values::int32),
                                values.below(4) == 0 ? null : values.list(values::int32),
                                values.below(4) == 0 ? null : values.list(values::int32),
                                values.list(values::int32))),
                        values.int32())),
                values.bool() ? null : new DescribeTopicPartitionsResponse.Cursor(values.string(), values.int32()));
    }

    private static DescribeTopicPartitionsResponseData toKafka(DescribeTopicPartitionsResponse ours, short version) {
        return new DescribeTopicPartitionsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setTopics(MessageCases.collect(
                        new DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopicCollection(),
                        ours.topics().stream()
                                .map(DescribeTopicPartitionsCases::toKafka)
                                .toList()))
                .setNextCursor(ours.nextCursor() == null ? null : toKafka(ours.nextCursor()));
    }
}
