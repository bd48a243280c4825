package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.ApiVersion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells clients which APIs and versions are served (KIP-35, KIP-511, KIP-1242). */
final class ApiVersionsHandler implements ApiHandler {
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");
    private static final short FIRST_VERSION_WITH_SOFTWARE = 3;

    /** Brokers say 0 although they hang up on 0 to 2: librdkafka stops compressing otherwise (KAFKA-18659). */
    private static final short OLDEST_PRODUCE_TOLD = 0;

    /** A client that has not been told where it is names neither cluster nor node (KIP-1242). */
    private static final int NO_NODE = -1;

    private final ClusterState state;
    private final List<ApiVersion> served;

    /**
     * Makes the handler.
     *
     * @param served the APIs that have a handler: a client must not be told of any other
     */
    ApiVersionsHandler(ClusterState state, Set<ApiKey> served) {
        this.state = state;
        this.served = served.stream().map(ApiVersionsHandler::version).toList();
    }

    @Override
    public Call read(ApiRequest request) {
        ApiVersionsRequest body = ApiVersionsRequest.read(request.body(), request.version());
        ErrorCode error = check(body, request);
        List<ApiVersion> told = error == ErrorCode.NONE ? served : List.of();
        return (faults, now) -> answer(request.version(), error, told, faults);
    }

    /** Answers in version 0's layout, with error 35 and only the versions of ApiVersions itself (KIP-511). */
    static Call unknownVersion() {
        List<ApiVersion> own = List.of(version(ApiKey.API_VERSIONS));
        return (faults, now) -> answer((short) 0, ErrorCode.UNSUPPORTED_VERSION, own, faults);
    }

    private ErrorCode check(ApiVersionsRequest body, ApiRequest request) {
        boolean named = request.version() >= FIRST_VERSION_WITH_SOFTWARE;
        if (named && !(isLegal(body.clientSoftwareName()) && isLegal(body.clientSoftwareVersion()))) {
            return ErrorCode.INVALID_REQUEST;
        }
        String clusterId = body.clusterId();
        if ((clusterId == null) != (body.nodeId() == NO_NODE)) {
            return ErrorCode.INVALID_REQUEST;
        }
        boolean wrongCluster =
                clusterId != null && !clusterId.equals(state.settings().clusterId());
        boolean wrongNode = body.nodeId() != NO_NODE && body.nodeId() != request.brokerId();
        return wrongCluster || wrongNode ? ErrorCode.REBOOTSTRAP_REQUIRED : ErrorCode.NONE;
    }

    private static boolean isLegal(String software) {
        return SOFTWARE.matcher(software).matches();
    }

    private static Answer answer(short version, ErrorCode error, List<ApiVersion> served, RequestFaults faults) {
        ResultFault fault = faults.at(FaultTarget.REQUEST);
        ErrorCode told = fault.hasError() ? fault.error() : error;
        ApiVersionsResponse response =
                new ApiVersionsResponse(told.code(), served, faults.throttleTimeMs(), List.of(), -1, List.of(), false);
        return new Answer.Reply(version, response::write);
    }

    private static ApiVersion version(ApiKey api) {
        short oldest = api == ApiKey.PRODUCE ? OLDEST_PRODUCE_TOLD : api.oldestVersion();
        return new ApiVersion(api.id(), oldest, api.newestVersion());
    }
}
