package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;

final class FindCoordinatorCases {
    static final MessageCase<FindCoordinatorRequest> REQUEST = new MessageCase<>(
            "FindCoordinatorRequest",
            ApiKey.FIND_COORDINATOR,
            FindCoordinatorCases::request,
            FindCoordinatorRequest::read,
            FindCoordinatorRequest::write,
            FindCoordinatorCases::toKafka,
            FindCoordinatorRequestData::new);

    static final MessageCase<FindCoordinatorResponse> RESPONSE = new MessageCase<>(
            "FindCoordinatorResponse",
            ApiKey.FIND_COORDINATOR,
            FindCoordinatorCases::response,
            FindCoordinatorResponse::read,
            FindCoordinatorResponse::write,
            FindCoordinatorCases::toKafka,
            FindCoordinatorResponseData::new);

    private FindCoordinatorCases() {}

    private static FindCoordinatorRequest request(RandomValues values, short version) {
        return new FindCoordinatorRequest(
                version >= 1 ? values.int8() : 0,
                version >= 4 ? values.list(values::string) : List.of(values.string()));
    }

    private static FindCoordinatorRequestData toKafka(FindCoordinatorRequest ours, short version) {
        FindCoordinatorRequestData theirs = new FindCoordinatorRequestData().setKeyType(ours.keyType());
        return version >= 4
                ? theirs.setCoordinatorKeys(ours.keys())
                : theirs.setKey(ours.keys().get(0));
    }

    private static FindCoordinatorResponseData.Coordinator toKafka(FindCoordinatorResponse.Coordinator ours) {
        return new FindCoordinatorResponseData.Coordinator()
                .setKey(ours.key())
                .setNodeId(ours.nodeId())
                .setHost(ours.host())
                .setPort(ours.port())
                .setErrorCode(ours.errorCode())
                .setErrorMessage(ours.errorMessage());
    }

    private static FindCoordinatorResponse response(RandomValues values, short version) {
        return new FindCoordinatorResponse(
                values.int32(),
                version >= 4
                        ? values.list(() -> coordinator(values, values.string()))
                        : List.of(coordinator(values, "")));
    }

    private static FindCoordinatorResponse.Coordinator coordinator(RandomValues values, String key) {
        return new FindCoordinatorResponse.Coordinator(
                key, values.int32(), values.string(), values.int32(), values.int16(), values.nullableString());
    }

    private static FindCoordinatorResponseData toKafka(FindCoordinatorResponse ours, short version) {
        FindCoordinatorResponseData theirs = new FindCoordinatorResponseData().setThrottleTimeMs(ours.throttleTimeMs());
        if (version >= 4) {
            return theirs.setCoordinators(ours.coordinators().stream()
                    .map(FindCoordinatorCases::toKafka)
                    .toList());
        }
        FindCoordinatorResponse.Coordinator only = ours.coordinators().get(0);
        return theirs.setNodeId(only.nodeId())
                .setHost(only.host())
                .setPort(only.port())
                .setErrorCode(only.errorCode())
                .setErrorMessage(version >= 1 ? only.errorMessage() : "");
    }
}
