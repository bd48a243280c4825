package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.describecluster.DescribeClusterRequest;
import dev.kurier.protocol.describecluster.DescribeClusterResponse;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;

final class DescribeClusterCases {
    static final MessageCase<DescribeClusterRequest> REQUEST = new MessageCase<>(
            "DescribeClusterRequest",
            ApiKey.DESCRIBE_CLUSTER,
            DescribeClusterCases::request,
            DescribeClusterRequest::read,
            DescribeClusterRequest::write,
            DescribeClusterCases::toKafka,
            DescribeClusterRequestData::new);

    static final MessageCase<DescribeClusterResponse> RESPONSE = new MessageCase<>(
            "DescribeClusterResponse",
            ApiKey.DESCRIBE_CLUSTER,
            DescribeClusterCases::response,
            DescribeClusterResponse::read,
            DescribeClusterResponse::write,
            DescribeClusterCases::toKafka,
            DescribeClusterResponseData::new);

    private DescribeClusterCases() {}

    private static DescribeClusterRequest request(RandomValues values, short version) {
        return new DescribeClusterRequest(
                values.bool(), version >= 1 ? values.int8() : (byte) 1, version >= 2 ? values.bool() : false);
    }

    private static DescribeClusterRequestData toKafka(DescribeClusterRequest ours, short version) {
        return new DescribeClusterRequestData()
                .setIncludeClusterAuthorizedOperations(ours.includeClusterAuthorizedOperations())
                .setEndpointType(ours.endpointType())
                .setIncludeFencedBrokers(ours.includeFencedBrokers());
    }

    private static DescribeClusterResponseData.DescribeClusterBroker toKafka(DescribeClusterResponse.Broker ours) {
        return new DescribeClusterResponseData.DescribeClusterBroker()
                .setBrokerId(ours.brokerId())
                .setHost(ours.host())
                .setPort(ours.port())
                .setRack(ours.rack())
                .setIsFenced(ours.isFenced());
    }

    private static DescribeClusterResponse response(RandomValues values, short version) {
        int[] next = {values.below(1000)};
        return new DescribeClusterResponse(
                values.int32(),
                values.int16(),
                values.nullableString(),
                version >= 1 ? values.int8() : (byte) 1,
                values.string(),
                values.int32(),
                values.list(() -> new DescribeClusterResponse.Broker(
                        next[0]++,
                        values.string(),
                        values.int32(),
                        values.nullableString(),
                        version >= 2 ? values.bool() : false)),
                values.int32());
    }

    private static DescribeClusterResponseData toKafka(DescribeClusterResponse ours, short version) {
        return new DescribeClusterResponseData()
                .setThrottleTimeMs(ours.throttleTimeMs())
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage())
                .setEndpointType(ours.endpointType())
                .setClusterId(ours.clusterId())
                .setControllerId(ours.controllerId())
                .setBrokers(MessageCases.collect(
                        new DescribeClusterResponseData.DescribeClusterBrokerCollection(),
                        ours.brokers().stream()
                                .map(DescribeClusterCases::toKafka)
                                .toList()))
                .setClusterAuthorizedOperations(ours.clusterAuthorizedOperations());
    }
}
