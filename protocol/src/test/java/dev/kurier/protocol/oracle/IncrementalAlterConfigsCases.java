package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsResponse;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;

final class IncrementalAlterConfigsCases {
    static final MessageCase<IncrementalAlterConfigsRequest> REQUEST = new MessageCase<>(
            "IncrementalAlterConfigsRequest",
            ApiKey.INCREMENTAL_ALTER_CONFIGS,
            IncrementalAlterConfigsCases::request,
            IncrementalAlterConfigsRequest::read,
            IncrementalAlterConfigsRequest::write,
            IncrementalAlterConfigsCases::toKafka,
            IncrementalAlterConfigsRequestData::new);

    static final MessageCase<IncrementalAlterConfigsResponse> RESPONSE = new MessageCase<>(
            "IncrementalAlterConfigsResponse",
            ApiKey.INCREMENTAL_ALTER_CONFIGS,
            IncrementalAlterConfigsCases::response,
            IncrementalAlterConfigsResponse::read,
            IncrementalAlterConfigsResponse::write,
            IncrementalAlterConfigsCases::toKafka,
            IncrementalAlterConfigsResponseData::new);

    private IncrementalAlterConfigsCases() {}

    private static IncrementalAlterConfigsRequest request(RandomValues values, short version) {
        return new IncrementalAlterConfigsRequest(
                values.list(() -> new IncrementalAlterConfigsRequest.Resource(
                        values.int8(),
                        values.name(),
                        values.list(() -> new IncrementalAlterConfigsRequest.Config(
                                values.name(), values.int8(), values.nullableString())))),
                values.bool());
    }

    private static IncrementalAlterConfigsRequestData toKafka(IncrementalAlterConfigsRequest ours, short version) {
        return new IncrementalAlterConfigsRequestData()
                .setResources(MessageCases.collect(
                        new IncrementalAlterConfigsRequestData.AlterConfigsResourceCollection(),
                        ours.resources().stream()
                                .map(IncrementalAlterConfigsCases::toKafka)
                                .toList()))
                .setValidateOnly(ours.validateOnly());
    }

    private static IncrementalAlterConfigsRequestData.AlterableConfig toKafka(
            IncrementalAlterConfigsRequest.Config ours) {
        return new IncrementalAlterConfigsRequestData.AlterableConfig()
                .setName(ours.name())
                .setConfigOperation(ours.operation())
                .setValue(ours.value());
    }

    private static IncrementalAlterConfigsRequestData.AlterConfigsResource toKafka(
            IncrementalAlterConfigsRequest.Resource ours) {
        return new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(ours.resourceType())
                .setResourceName(ours.resourceName())
                .setConfigs(MessageCases.collect(
                        new IncrementalAlterConfigsRequestData.AlterableConfigCollection(),
                        ours.configs().stream()
                                .map(IncrementalAlterConfigsCases::toKafka)
                                .toList()));
    }

    private static IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse toKafka(
            IncrementalAlterConfigsResponse.Resource ours) {
        return new IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse()
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage())
                .setResourceType(ours.resourceType())
                .setResourceName(ours.resourceName());
    }

    private static IncrementalAlterConfigsResponse response(RandomValues values, short version) {
        return new IncrementalAlterConfigsResponse(
                values.int32(),
                values.list(() -> new IncrementalAlterConfigsResponse.Resource(
                        values.int16(), values.nullableString(), values.int8(), values.string())));
    }

    private static IncrementalAlterConfigsResponseData toKafka(IncrementalAlterConfigsResponse ours, short version) {
        return new IncrementalAlterConfigsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setResponses(ours.responses().stream()
                        .map(IncrementalAlterConfigsCases::toKafka)
                        .toList());
    }
}
