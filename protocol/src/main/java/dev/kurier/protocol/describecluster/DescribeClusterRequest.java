package dev.kurier.protocol.describecluster;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;

/**
 * Asks for the brokers of a cluster.
 *
 * @param includeClusterAuthorizedOperations whether to tell what the client may do
 * @param endpointType 1 for brokers, 2 for controllers; from version 1
 * @param includeFencedBrokers whether to list brokers that take no part; from version 2
 */
public record DescribeClusterRequest(
        boolean includeClusterAuthorizedOperations, byte endpointType, boolean includeFencedBrokers) {
    /** Reads the body of a request. */
    public static DescribeClusterRequest read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_CLUSTER, version);
        boolean includeClusterAuthorizedOperations = in.bool();
        byte endpointType = version >= 1 ? in.int8() : (byte) 1;
        boolean includeFencedBrokers = version >= 2 && in.bool();
        in.skipTaggedFields();
        in.end();
        return new DescribeClusterRequest(includeClusterAuthorizedOperations, endpointType, includeFencedBrokers);
    }

    /**
     * Writes the body of this request; other fields that are newer than the version are left out.
     *
     * @throws IllegalArgumentException if the version would change what the request means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_CLUSTER, version);
        out.refuseIf(
                version < 1 && endpointType != (byte) 1,
                "DescribeClusterRequest.endpointType=" + endpointType,
                version);
        out.refuseIf(version < 2 && includeFencedBrokers, "DescribeClusterRequest.includeFencedBrokers", version);
        out.bool(includeClusterAuthorizedOperations);
        if (version >= 1) {
            out.int8(endpointType);
        }
        if (version >= 2) {
            out.bool(includeFencedBrokers);
        }
        out.noTaggedFields();
    }
}
