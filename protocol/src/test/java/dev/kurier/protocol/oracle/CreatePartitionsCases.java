package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.createpartitions.CreatePartitionsRequest;
import dev.kurier.protocol.createpartitions.CreatePartitionsResponse;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;

final class CreatePartitionsCases {
    static final MessageCase<CreatePartitionsRequest> REQUEST = new MessageCase<>(
            "CreatePartitionsRequest",
            ApiKey.CREATE_PARTITIONS,
            CreatePartitionsCases::request,
            CreatePartitionsRequest::read,
            CreatePartitionsRequest::write,
            CreatePartitionsCases::toKafka,
            CreatePartitionsRequestData::new);

    static final MessageCase<CreatePartitionsResponse> RESPONSE = new MessageCase<>(
            "CreatePartitionsResponse",
            ApiKey.CREATE_PARTITIONS,
            CreatePartitionsCases::response,
            CreatePartitionsResponse::read,
            CreatePartitionsResponse::write,
            CreatePartitionsCases::toKafka,
            CreatePartitionsResponseData::new);

    private CreatePartitionsCases() {}

    private static CreatePartitionsRequest request(RandomValues values, short version) {
        return new CreatePartitionsRequest(
                values.list(() -> new CreatePartitionsRequest.Topic(
                        values.name(),
                        values.int32(),
                        values.below(4) == 0
                                ? null
                                : values.list(
                                        () -> new CreatePartitionsRequest.Assignment(values.list(values::int32))))),
                values.int32(),
                values.bool());
    }

    private static CreatePartitionsRequestData toKafka(CreatePartitionsRequest ours, short version) {
        return new CreatePartitionsRequestData()
                .setTopics(MessageCases.collect(
                        new CreatePartitionsRequestData.CreatePartitionsTopicCollection(),
                        ours.topics().stream()
                                .map(CreatePartitionsCases::toKafka)
                                .toList()))
                .setTimeoutMs(ours.timeoutMs())
                .setValidateOnly(ours.validateOnly());
    }

    private static CreatePartitionsRequestData.CreatePartitionsAssignment toKafka(
            CreatePartitionsRequest.Assignment ours) {
        return new CreatePartitionsRequestData.CreatePartitionsAssignment().setBrokerIds(ours.brokerIds());
    }

    private static CreatePartitionsRequestData.CreatePartitionsTopic toKafka(CreatePartitionsRequest.Topic ours) {
        return new CreatePartitionsRequestData.CreatePartitionsTopic()
                .setName(ours.name())
                .setCount(ours.count())
                .setAssignments(
                        ours.assignments() == null
                                ? null
                                : ours.assignments().stream()
                                        .map(CreatePartitionsCases::toKafka)
                                        .toList());
    }

    private static CreatePartitionsResponseData.CreatePartitionsTopicResult toKafka(
            CreatePartitionsResponse.Topic ours) {
        return new CreatePartitionsResponseData.CreatePartitionsTopicResult()
                .setName(ours.name())
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage());
    }

    private static CreatePartitionsResponse response(RandomValues values, short version) {
        return new CreatePartitionsResponse(
                values.int32(),
                values.list(() ->
                        new CreatePartitionsResponse.Topic(values.string(), values.int16(), values.nullableString())));
    }

    private static CreatePartitionsResponseData toKafka(CreatePartitionsResponse ours, short version) {
        return new CreatePartitionsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setResults(ours.results().stream()
                        .map(CreatePartitionsCases::toKafka)
                        .toList());
    }
}
