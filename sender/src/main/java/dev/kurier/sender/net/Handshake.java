package dev.kurier.sender.net;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with a broker on versions (KIP-35, KIP-511), as the first exchange of a connection.
 *
 * <p>A broker that does not know our newest version answers in the layout of version 0 with its own range; the request
 * is then repeated once in a version that both know.
 */
final class Handshake implements Exchange {
    private static final String SOFTWARE_NAME = "kurier";
    private static final String SOFTWARE_VERSION = "0.1.0";

    private final @Nullable String clusterId;
    private final int nodeId;
    private final long timeoutNs;
    private final NegotiatedVersions versions = new NegotiatedVersions();
    private short version = ApiKey.API_VERSIONS.newestVersion();
    private boolean done;

    /**
     * Makes the handshake of one connection.
     *
     * @param clusterId the cluster that the broker must belong to, or null if not known (KIP-1242)
     * @param nodeId the broker that it must be, or -1 if not known
     * @param timeoutNs how long it may take in all
     */
    Handshake(@Nullable String clusterId, int nodeId, long timeoutNs) {
        this.clusterId = clusterId;
        this.nodeId = nodeId;
        this.timeoutNs = timeoutNs;
    }

    long timeoutNs() {
        return timeoutNs;
    }

    boolean isDone() {
        return done;
    }

    short version() {
        return version;
    }

    NegotiatedVersions versions() {
        return versions;
    }

    @Override
    public ApiKey apiKey() {
        return ApiKey.API_VERSIONS;
    }

    @Override
    public void writeBody(WireWriter out, short version) {
        new ApiVersionsRequest(SOFTWARE_NAME, SOFTWARE_VERSION, clusterId, nodeId).write(out, version);
    }

    @Override
    public void onAnswer(WireReader body, short version, long nowNs) {
        ApiVersionsResponse response = ApiVersionsResponse.read(body, version);
        body.end();
        ErrorCode code = ErrorCode.of(response.errorCode());
        if (code == ErrorCode.UNSUPPORTED_VERSION) {
            lowerVersion(response);
            return;
        }
        if (code != ErrorCode.NONE) {
            throw new ProtocolException("the handshake was refused with " + code.name() + " (" + response.errorCode()
                    + "): " + code.advice());
        }
        response.apiKeys().forEach(api -> versions.add(api.apiKey(), api.minVersion(), api.maxVersion()));
        done = true;
    }

    private void lowerVersion(ApiVersionsResponse response) {
        short lower = 0;
        for (ApiVersionsResponse.ApiVersion api : response.apiKeys()) {
            if (api.apiKey() == ApiKey.API_VERSIONS.id()) {
                lower = api.maxVersion();
            }
        }
        if (lower >= version || lower < 0) {
            throw new ProtocolException(
                    "the broker refuses version " + version + " of ApiVersions but offers up to " + lower);
        }
        version = lower;
    }

    @Override
    public void onLost(boolean mayHaveLeft, String reason, long nowNs) {
        // The connection that owns this handshake tells its broker.
    }
}
