package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.deletetopics.DeleteTopicsRequest;
import dev.kurier.protocol.deletetopics.DeleteTopicsResponse;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;

final class DeleteTopicsCases {
    static final MessageCase<DeleteTopicsRequest> REQUEST = new MessageCase<>(
            "DeleteTopicsRequest",
            ApiKey.DELETE_TOPICS,
            DeleteTopicsCases::request,
            DeleteTopicsRequest::read,
            DeleteTopicsRequest::write,
            DeleteTopicsCases::toKafka,
            DeleteTopicsRequestData::new);

    static final MessageCase<DeleteTopicsResponse> RESPONSE = new MessageCase<>(
            "DeleteTopicsResponse",
            ApiKey.DELETE_TOPICS,
            DeleteTopicsCases::response,
            DeleteTopicsResponse::read,
            DeleteTopicsResponse::write,
            DeleteTopicsCases::toKafka,
            DeleteTopicsResponseData::new);

    private DeleteTopicsCases() {}

    private static DeleteTopicsRequest request(RandomValues values, short version) {
        return new DeleteTopicsRequest(
                values.list(() -> new DeleteTopicsRequest.Topic(
                        version >= 6 ? values.nullableString() : values.string(),
                        version >= 6 ? values.uuid() : Uuid.ZERO)),
                values.int32());
    }

    private static DeleteTopicsRequestData toKafka(DeleteTopicsRequest ours, short version) {
        DeleteTopicsRequestData theirs = new DeleteTopicsRequestData().setTimeoutMs(ours.timeoutMs());
        return version >= 6
                ? theirs.setTopics(
                        ours.topics().stream().map(DeleteTopicsCases::toKafka).toList())
                : theirs.setTopicNames(ours.topics().stream()
                        .map(DeleteTopicsRequest.Topic::name)
                        .toList());
    }

    private static DeleteTopicsRequestData.DeleteTopicState toKafka(DeleteTopicsRequest.Topic ours) {
        return new DeleteTopicsRequestData.DeleteTopicState()
                .setName(ours.name())
                .setTopicId(MessageCases.uuid(ours.topicId()));
    }

    private static DeleteTopicsResponseData.DeletableTopicResult toKafka(DeleteTopicsResponse.Topic ours) {
        return new DeleteTopicsResponseData.DeletableTopicResult()
                .setName(ours.name())
                .setTopicId(MessageCases.uuid(ours.topicId()))
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage());
    }

    private static DeleteTopicsResponse response(RandomValues values, short version) {
        return new DeleteTopicsResponse(
                values.int32(),
                values.list(() -> new DeleteTopicsResponse.Topic(
                        version >= 6 && values.below(9) == 0 ? null : values.name(),
                        values.uuid(),
                        values.int16(),
                        values.nullableString())));
    }

    private static DeleteTopicsResponseData toKafka(DeleteTopicsResponse ours, short version) {
        return new DeleteTopicsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setResponses(MessageCases.collect(
                        new DeleteTopicsResponseData.DeletableTopicResultCollection(),
                        ours.responses().stream()
                                .map(DeleteTopicsCases::toKafka)
                                .toList()));
    }
}
