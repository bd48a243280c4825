package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;

final class ApiVersionsCases {
    static final MessageCase<ApiVersionsRequest> REQUEST = new MessageCase<>(
            "ApiVersionsRequest",
            ApiKey.API_VERSIONS,
            (values, version) ->
                    new ApiVersionsRequest(values.string(), values.string(), values.nullableString(), values.int32()),
            ApiVersionsRequest::read,
            ApiVersionsRequest::write,
            (ours, version) -> new ApiVersionsRequestData()
                    .setClientSoftwareName(ours.clientSoftwareName())
                    .setClientSoftwareVersion(ours.clientSoftwareVersion())
                    .setClusterId(ours.clusterId())
                    .setNodeId(ours.nodeId()),
            ApiVersionsRequestData::new);

    static final MessageCase<ApiVersionsResponse> RESPONSE = new MessageCase<>(
            "ApiVersionsResponse",
            ApiKey.API_VERSIONS,
            ApiVersionsCases::response,
            ApiVersionsResponse::read,
            ApiVersionsResponse::write,
            ApiVersionsCases::toKafka,
            ApiVersionsResponseData::new);

    private ApiVersionsCases() {}

    private static ApiVersionsResponse response(RandomValues values, short version) {
        short errorCode = values.int16();
        short[] nextApi = {0};
        return new ApiVersionsResponse(
                errorCode == ErrorCode.UNSUPPORTED_VERSION.code() ? 0 : errorCode, // that one has a layout of its own
                values.list(() -> new ApiVersionsResponse.ApiVersion(nextApi[0]++, values.int16(), values.int16())),
                values.int32(),
                values.list(
                        () -> new ApiVersionsResponse.SupportedFeature(values.name(), values.int16(), values.int16())),
                values.int64(),
                values.list(
                        () -> new ApiVersionsResponse.FinalizedFeature(values.name(), values.int16(), values.int16())),
                values.bool());
    }

    private static ApiVersionsResponseData toKafka(ApiVersionsResponse ours, short version) {
        ApiVersionsResponseData theirs = new ApiVersionsResponseData()
                .setErrorCode(ours.errorCode())
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setFinalizedFeaturesEpoch(ours.finalizedFeaturesEpoch())
                .setZkMigrationReady(ours.zkMigrationReady());
        ours.apiKeys().forEach(api -> theirs.apiKeys().add(apiVersion(api)));
        ours.supportedFeatures().forEach(feature -> theirs.supportedFeatures().add(supported(feature)));
        ours.finalizedFeatures().forEach(feature -> theirs.finalizedFeatures().add(finalized(feature)));
        return theirs;
    }

    private static ApiVersionsResponseData.ApiVersion apiVersion(ApiVersionsResponse.ApiVersion ours) {
        return new ApiVersionsResponseData.ApiVersion()
                .setApiKey(ours.apiKey())
                .setMinVersion(ours.minVersion())
                .setMaxVersion(ours.maxVersion());
    }

    private static ApiVersionsResponseData.SupportedFeatureKey supported(ApiVersionsResponse.SupportedFeature ours) {
        return new ApiVersionsResponseData.SupportedFeatureKey()
                .setName(ours.name())
                .setMinVersion(ours.minVersion())
                .setMaxVersion(ours.maxVersion());
    }

    private static ApiVersionsResponseData.FinalizedFeatureKey finalized(ApiVersionsResponse.FinalizedFeature ours) {
        return new ApiVersionsResponseData.FinalizedFeatureKey()
                .setName(ours.name())
                .setMaxVersionLevel(ours.maxVersionLevel())
                .setMinVersionLevel(ours.minVersionLevel());
    }
}
