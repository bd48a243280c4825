package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.ApiVersion;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.FinalizedFeature;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.SupportedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells clients which APIs and versions are served (KIP-35, KIP-511, KIP-1242). */
final class ApiVersionsHandler implements ApiHandler {
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");
    private static final short FIRST_VERSION_WITH_SOFTWARE = 3;

    /** A client that has not been told where it is names neither cluster nor node (KIP-1242). */
    private static final int NO_NODE = -1;

    private static final long FIRST_EPOCH = 1;

    private final ClusterState state;
    private final Set<ApiKey> served;
    private final Features features;

    /**
     * Makes the handler.
     *
     * @param served the APIs that have a handler: a client must not be told of any other
     */
    ApiVersionsHandler(ClusterState state, Set<ApiKey> served) {
        this.state = state;
        this.served = served;
        this.features = features(state.settings().release().metadataVersion());
    }

    @Override
    public Call read(ApiRequest request) {
        ApiVersionsRequest body = ApiVersionsRequest.read(request.body(), request.version());
        ErrorCode error = check(body, request);
        List<ApiVersion> told = error == ErrorCode.NONE ? told(state, served, request.brokerId()) : List.of();
        return (faults, now) ->
                answer(request.version(), error, told, error == ErrorCode.NONE ? features : Features.NONE, faults);
    }

    /** Answers in version 0's layout, with error 35 and only the versions of ApiVersions itself (KIP-511). */
    static Call unknownVersion(ClusterState state, int brokerId) {
        List<ApiVersion> own = told(state, Set.of(ApiKey.API_VERSIONS), brokerId);
        return (faults, now) -> answer((short) 0, ErrorCode.UNSUPPORTED_VERSION, own, Features.NONE, faults);
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

    private static Answer answer(
            short version, ErrorCode error, List<ApiVersion> served, Features features, RequestFaults faults) {
        ResultFault fault = faults.at(FaultTarget.REQUEST);
        ErrorCode told = fault.hasError() ? fault.error() : error;
        ApiVersionsResponse response = new ApiVersionsResponse(
                told.code(),
                served,
                faults.throttleTimeMs(),
                features.supported(),
                features.epoch(),
                features.finalized(),
                false);
        return new Answer.Reply(version, response::write);
    }

    private static List<ApiVersion> told(ClusterState state, Set<ApiKey> apis, int brokerId) {
        Broker broker = state.broker(brokerId);
        List<ApiVersion> told = new ArrayList<>();
        for (ApiKey api : apis) {
            Release.Versions all = state.settings().release().versions(api);
            if (all != null) {
                Release.Versions known = broker == null ? all : broker.narrowed(api, all);
                told.add(new ApiVersion(api.id(), known.oldest(), known.newest()));
            }
        }
        return told;
    }

    /** Tells the level of the cluster's metadata, by which tools know the release; nothing else can be switched here. */
    private static Features features(Release.@Nullable Feature metadata) {
        if (metadata == null) {
            return Features.NONE;
        }
        short level = (short) metadata.level();
        return new Features(
                List.of(new SupportedFeature(metadata.name(), (short) metadata.oldest(), level)),
                FIRST_EPOCH,
                List.of(new FinalizedFeature(metadata.name(), level, level)));
    }

    private record Features(List<SupportedFeature> supported, long epoch, List<FinalizedFeature> finalized) {
        static final Features NONE = new Features(List.of(), -1, List.of());
    }
}
