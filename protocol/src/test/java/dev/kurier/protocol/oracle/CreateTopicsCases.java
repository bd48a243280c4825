package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.createtopics.CreateTopicsRequest;
import dev.kurier.protocol.createtopics.CreateTopicsResponse;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;

final class CreateTopicsCases {
    static final MessageCase<CreateTopicsRequest> REQUEST = new MessageCase<>(
            "CreateTopicsRequest",
            ApiKey.CREATE_TOPICS,
            CreateTopicsCases::request,
            CreateTopicsRequest::read,
            CreateTopicsRequest::write,
            CreateTopicsCases::toKafka,
            CreateTopicsRequestData::new);

    static final MessageCase<CreateTopicsResponse> RESPONSE = new MessageCase<>(
            "CreateTopicsResponse",
            ApiKey.CREATE_TOPICS,
            CreateTopicsCases::response,
            CreateTopicsResponse::read,
            CreateTopicsResponse::write,
            CreateTopicsCases::toKafka,
            CreateTopicsResponseData::new);

    private CreateTopicsCases() {}

    private static CreateTopicsRequest request(RandomValues values, short version) {
        int[] next = {values.below(1000)};
        return new CreateTopicsRequest(
                values.list(() -> new CreateTopicsRequest.Topic(
                        values.name(),
                        values.int32(),
                        values.int16(),
                        values.list(() -> new CreateTopicsRequest.Assignment(next[0]++, values.list(values::int32))),
                        values.list(() -> new CreateTopicsRequest.Config(values.name(), values.nullableString())))),
                values.int32(),
                values.bool());
    }

    private static CreateTopicsRequestData toKafka(CreateTopicsRequest ours, short version) {
        return new CreateTopicsRequestData()
                .setTopics(MessageCases.collect(
                        new CreateTopicsRequestData.CreatableTopicCollection(),
                        ours.topics().stream().map(CreateTopicsCases::toKafka).toList()))
                .setTimeoutMs(ours.timeoutMs())
                .setValidateOnly(ours.validateOnly());
    }

    private static CreateTopicsRequestData.CreatableReplicaAssignment toKafka(CreateTopicsRequest.Assignment ours) {
        return new CreateTopicsRequestData.CreatableReplicaAssignment()
                .setPartitionIndex(ours.index())
                .setBrokerIds(ours.brokerIds());
    }

    private static CreateTopicsRequestData.CreatableTopicConfig toKafka(CreateTopicsRequest.Config ours) {
        return new CreateTopicsRequestData.CreatableTopicConfig()
                .setName(ours.name())
                .setValue(ours.value());
    }

    private static CreateTopicsRequestData.CreatableTopic toKafka(CreateTopicsRequest.Topic ours) {
        return new CreateTopicsRequestData.CreatableTopic()
                .setName(ours.name())
                .setNumPartitions(ours.partitionCount())
                .setReplicationFactor(ours.replicationFactor())
                .setAssignments(MessageCases.collect(
                        new CreateTopicsRequestData.CreatableReplicaAssignmentCollection(),
                        ours.assignments().stream()
                                .map(CreateTopicsCases::toKafka)
                                .toList()))
                .setConfigs(MessageCases.collect(
                        new CreateTopicsRequestData.CreatableTopicConfigCollection(),
                        ours.configs().stream().map(CreateTopicsCases::toKafka).toList()));
    }

    private static CreateTopicsResponseData.CreatableTopicConfigs toKafka(CreateTopicsResponse.Config ours) {
        return new CreateTopicsResponseData.CreatableTopicConfigs()
                .setName(ours.name())
                .setValue(ours.value())
                .setReadOnly(ours.readOnly())
                .setConfigSource(ours.configSource())
                .setIsSensitive(ours.isSensitive());
    }

    private static CreateTopicsResponseData.CreatableTopicResult toKafka(CreateTopicsResponse.Topic ours) {
        return new CreateTopicsResponseData.CreatableTopicResult()
                .setName(ours.name())
                .setTopicId(MessageCases.uuid(ours.topicId()))
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage())
                .setTopicConfigErrorCode(ours.topicConfigErrorCode())
                .setNumPartitions(ours.partitionCount())
                .setReplicationFactor(ours.replicationFactor())
                .setConfigs(
                        ours.configs() == null
                                ? null
                                : ours.configs().stream()
                                        .map(CreateTopicsCases::toKafka)
                                        .toList());
    }

    private static CreateTopicsResponse response(RandomValues values, short version) {
        return new CreateTopicsResponse(
                values.int32(),
                values.list(() -> new CreateTopicsResponse.Topic(
                        values.name(),
                        values.uuid(),
                        values.int16(),
                        values.nullableString(),
                        values.int16(),
                        values.int32(),
                        values.int16(),
                        values.below(4) == 0
                                ? null
                                : values.list(() -> new CreateTopicsResponse.Config(
                                        values.string(),
                                        values.nullableString(),
                                        values.bool(),
                                        values.int8(),
                                        values.bool())))));
    }

    private static CreateTopicsResponseData toKafka(CreateTopicsResponse ours, short version) {
        return new CreateTopicsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setTopics(MessageCases.collect(
                        new CreateTopicsResponseData.CreatableTopicResultCollection(),
                        ours.topics().stream().map(CreateTopicsCases::toKafka).toList()));
    }
}
