package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.deleterecords.DeleteRecordsRequest;
import dev.kurier.protocol.deleterecords.DeleteRecordsResponse;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsResponseData;

final class DeleteRecordsCases {
    static final MessageCase<DeleteRecordsRequest> REQUEST = new MessageCase<>(
            "DeleteRecordsRequest",
            ApiKey.DELETE_RECORDS,
            DeleteRecordsCases::request,
            DeleteRecordsRequest::read,
            DeleteRecordsRequest::write,
            DeleteRecordsCases::toKafka,
            DeleteRecordsRequestData::new);

    static final MessageCase<DeleteRecordsResponse> RESPONSE = new MessageCase<>(
            "DeleteRecordsResponse",
            ApiKey.DELETE_RECORDS,
            DeleteRecordsCases::response,
            DeleteRecordsResponse::read,
            DeleteRecordsResponse::write,
            DeleteRecordsCases::toKafka,
            DeleteRecordsResponseData::new);

    private DeleteRecordsCases() {}

    private static DeleteRecordsRequest request(RandomValues values, short version) {
        return new DeleteRecordsRequest(
                values.list(() -> new DeleteRecordsRequest.Topic(
                        values.string(),
                        values.list(() -> new DeleteRecordsRequest.Partition(values.int32(), values.int64())))),
                values.int32());
    }

    private static DeleteRecordsRequestData toKafka(DeleteRecordsRequest ours, short version) {
        return new DeleteRecordsRequestData()
                .setTopics(
                        ours.topics().stream().map(DeleteRecordsCases::toKafka).toList())
                .setTimeoutMs(ours.timeoutMs());
    }

    private static DeleteRecordsRequestData.DeleteRecordsPartition toKafka(DeleteRecordsRequest.Partition ours) {
        return new DeleteRecordsRequestData.DeleteRecordsPartition()
                .setPartitionIndex(ours.index())
                .setOffset(ours.offset());
    }

    private static DeleteRecordsRequestData.DeleteRecordsTopic toKafka(DeleteRecordsRequest.Topic ours) {
        return new DeleteRecordsRequestData.DeleteRecordsTopic()
                .setName(ours.name())
                .setPartitions(ours.partitions().stream()
                        .map(DeleteRecordsCases::toKafka)
                        .toList());
    }

    private static DeleteRecordsResponseData.DeleteRecordsPartitionResult toKafka(
            DeleteRecordsResponse.Partition ours) {
        return new DeleteRecordsResponseData.DeleteRecordsPartitionResult()
                .setPartitionIndex(ours.index())
                .setLowWatermark(ours.lowWatermark())
                .setErrorCode(ours.errorCode());
    }

    private static DeleteRecordsResponseData.DeleteRecordsTopicResult toKafka(DeleteRecordsResponse.Topic ours) {
        return new DeleteRecordsResponseData.DeleteRecordsTopicResult()
                .setName(ours.name())
                .setPartitions(MessageCases.collect(
                        new DeleteRecordsResponseData.DeleteRecordsPartitionResultCollection(),
                        ours.partitions().stream()
                                .map(DeleteRecordsCases::toKafka)
                                .toList()));
    }

    private static DeleteRecordsResponse response(RandomValues values, short version) {
        int[] next = {values.below(1000)};
        return new DeleteRecordsResponse(
                values.int32(),
                values.list(() -> new DeleteRecordsResponse.Topic(
                        values.name(),
                        values.list(() ->
                                new DeleteRecordsResponse.Partition(next[0]++, values.int64(), values.int16())))));
    }

    private static DeleteRecordsResponseData toKafka(DeleteRecordsResponse ours, short version) {
        return new DeleteRecordsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setTopics(MessageCases.collect(
                        new DeleteRecordsResponseData.DeleteRecordsTopicResultCollection(),
                        ours.topics().stream().map(DeleteRecordsCases::toKafka).toList()));
    }
}
