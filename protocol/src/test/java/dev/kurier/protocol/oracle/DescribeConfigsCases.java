package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.describeconfigs.DescribeConfigsRequest;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;

final class DescribeConfigsCases {
    static final MessageCase<DescribeConfigsRequest> REQUEST = new MessageCase<>(
            "DescribeConfigsRequest",
            ApiKey.DESCRIBE_CONFIGS,
            DescribeConfigsCases::request,
            DescribeConfigsRequest::read,
            DescribeConfigsRequest::write,
            DescribeConfigsCases::toKafka,
            DescribeConfigsRequestData::new);

    static final MessageCase<DescribeConfigsResponse> RESPONSE = new MessageCase<>(
            "DescribeConfigsResponse",
            ApiKey.DESCRIBE_CONFIGS,
            DescribeConfigsCases::response,
            DescribeConfigsResponse::read,
            DescribeConfigsResponse::write,
            DescribeConfigsCases::toKafka,
            DescribeConfigsResponseData::new);

    private DescribeConfigsCases() {}

    private static DescribeConfigsRequest request(RandomValues values, short version) {
        return new DescribeConfigsRequest(
                values.list(() -> new DescribeConfigsRequest.Resource(
                        values.int8(), values.string(), values.below(4) == 0 ? null : values.list(values::string))),
                values.bool(),
                version >= 3 ? values.bool() : false);
    }

    private static DescribeConfigsRequestData toKafka(DescribeConfigsRequest ours, short version) {
        return new DescribeConfigsRequestData()
                .setResources(ours.resources().stream()
                        .map(DescribeConfigsCases::toKafka)
                        .toList())
                .setIncludeSynonyms(ours.includeSynonyms())
                .setIncludeDocumentation(ours.includeDocumentation());
    }

    private static DescribeConfigsRequestData.DescribeConfigsResource toKafka(DescribeConfigsRequest.Resource ours) {
        return new DescribeConfigsRequestData.DescribeConfigsResource()
                .setResourceType(ours.resourceType())
                .setResourceName(ours.resourceName())
                .setConfigurationKeys(ours.configNames());
    }

    private static DescribeConfigsResponseData.DescribeConfigsSynonym toKafka(DescribeConfigsResponse.Synonym ours) {
        return new DescribeConfigsResponseData.DescribeConfigsSynonym()
                .setName(ours.name())
                .setValue(ours.value())
                .setSource(ours.source());
    }

    private static DescribeConfigsResponseData.DescribeConfigsResourceResult toKafka(
            DescribeConfigsResponse.Config ours) {
        return new DescribeConfigsResponseData.DescribeConfigsResourceResult()
                .setName(ours.name())
                .setValue(ours.value())
                .setReadOnly(ours.readOnly())
                .setConfigSource(ours.configSource())
                .setIsSensitive(ours.isSensitive())
                .setSynonyms(ours.synonyms().stream()
                        .map(DescribeConfigsCases::toKafka)
                        .toList())
                .setConfigType(ours.configType())
                .setDocumentation(ours.documentation());
    }

    private static DescribeConfigsResponseData.DescribeConfigsResult toKafka(DescribeConfigsResponse.Resource ours) {
        return new DescribeConfigsResponseData.DescribeConfigsResult()
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage())
                .setResourceType(ours.resourceType())
                .setResourceName(ours.resourceName())
                .setConfigs(ours.configs().stream()
                        .map(DescribeConfigsCases::toKafka)
                        .toList());
    }

    private static DescribeConfigsResponse response(RandomValues values, short version) {
        return new DescribeConfigsResponse(
                values.int32(),
                values.list(() -> new DescribeConfigsResponse.Resource(
                        values.int16(),
                        values.nullableString(),
                        values.int8(),
                        values.string(),
                        values.list(() -> new DescribeConfigsResponse.Config(
                                values.string(),
                                values.nullableString(),
                                values.bool(),
                                values.int8(),
                                values.bool(),
                                values.list(() -> new DescribeConfigsResponse.Synonym(
                                        values.string(), values.nullableString(), values.int8())),
                                values.int8(),
                                values.nullableString())))));
    }

    private static DescribeConfigsResponseData toKafka(DescribeConfigsResponse ours, short version) {
        return new DescribeConfigsResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setResults(ours.results().stream()
                        .map(DescribeConfigsCases::toKafka)
                        .toList());
    }
}
