package dev.kurier.protocol.apiversions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker which APIs and versions it speaks; the first request on a connection.
 *
 * @param clientSoftwareName letters, digits, dots and dashes (KIP-511); on the wire from version 3
 * @param clientSoftwareVersion likewise
 * @param clusterId the cluster that the client believes it talks to, or null; from version 5 (KIP-1242)
 * @param nodeId the broker that the client believes it talks to, or -1; from version 5
 */
public record ApiVersionsRequest(
        String clientSoftwareName,
        String clientSoftwareVersion,
        @Nullable String clusterId,
        int nodeId) {

    /** Makes a request that expects no certain cluster and broker. */
    public static ApiVersionsRequest of(String clientSoftwareName, String clientSoftwareVersion) {
        return new ApiVersionsRequest(clientSoftwareName, clientSoftwareVersion, null, -1);
    }

    /** Reads the body of a request. */
    public static ApiVersionsRequest read(WireReader in, short version) {
        in.begin(ApiKey.API_VERSIONS, version);
        String name = version >= 3 ? in.string() : "";
        String softwareVersion = version >= 3 ? in.string() : "";
        String clusterId = version >= 5 ? in.nullableString() : null;
        int nodeId = version >= 5 ? in.int32() : -1;
        in.skipTaggedFields();
        in.end();
        return new ApiVersionsRequest(name, softwareVersion, clusterId, nodeId);
    }

    /** Writes the body of this request; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.API_VERSIONS, version);
        if (version >= 3) {
            out.string(clientSoftwareName);
            out.string(clientSoftwareVersion);
        }
        if (version >= 5) {
            out.nullableString(clusterId);
            out.int32(nodeId);
        }
        out.noTaggedFields();
    }
}
