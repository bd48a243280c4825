package dev.kurier.protocol.describecluster;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a cluster.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param errorCode see {@link ErrorCode#of}
 * @param errorMessage what was wrong, or null
 * @param endpointType 1 for brokers, 2 for controllers; from version 1
 * @param clusterId what the cluster calls itself
 * @param controllerId -1 if unknown
 * @param brokers all of them
 * @param clusterAuthorizedOperations a bit field, or {@link #OPERATIONS_OMITTED}
 */
public record DescribeClusterResponse(
        int throttleTimeMs,
        short errorCode,
        @Nullable String errorMessage,
        byte endpointType,
        String clusterId,
        int controllerId,
        List<Broker> brokers,
        int clusterAuthorizedOperations) {
    /** What the field of authorized operations holds when nobody asked for it. */
    public static final int OPERATIONS_OMITTED = Integer.MIN_VALUE;

    /** Reads the body of an answer. */
    public static DescribeClusterResponse read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_CLUSTER, version);
        int throttleTimeMs = in.int32();
        short errorCode = in.int16();
        String errorMessage = in.nullableString();
        byte endpointType = version >= 1 ? in.int8() : (byte) 1;
        String clusterId = in.string();
        int controllerId = in.int32();
        List<Broker> brokers = in.array(version, Broker::read);
        int clusterAuthorizedOperations = in.int32();
        in.skipTaggedFields();
        in.end();
        return new DescribeClusterResponse(
                throttleTimeMs,
                errorCode,
                errorMessage,
                endpointType,
                clusterId,
                controllerId,
                brokers,
                clusterAuthorizedOperations);
    }

    /**
     * Writes the body of this answer; other fields that are newer than the version are left out.
     *
     * @throws IllegalArgumentException if the version would change what the answer means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_CLUSTER, version);
        out.refuseIf(
                version < 1 && endpointType != (byte) 1,
                "DescribeClusterResponse.endpointType=" + endpointType,
                version);
        out.int32(throttleTimeMs);
        out.int16(errorCode);
        out.nullableString(errorMessage);
        if (version >= 1) {
            out.int8(endpointType);
        }
        out.string(clusterId);
        out.int32(controllerId);
        out.array(version, brokers, Broker::write);
        out.int32(clusterAuthorizedOperations);
        out.noTaggedFields();
    }

    /**
     * Says where a broker listens.
     *
     * @param brokerId its id
     * @param host its host name
     * @param port its port
     * @param rack its rack, null if it has none
     * @param isFenced whether it takes no part; from version 2
     */
    public record Broker(
            int brokerId, String host, int port, @Nullable String rack, boolean isFenced) {
        static Broker read(WireReader in, short version) {
            int brokerId = in.int32();
            String host = in.string();
            int port = in.int32();
            String rack = in.nullableString();
            boolean isFenced = version >= 2 && in.bool();
            in.skipTaggedFields();
            return new Broker(brokerId, host, port, rack, isFenced);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(version < 2 && isFenced, "DescribeClusterResponse.Broker.isFenced", version);
            out.int32(brokerId);
            out.string(host);
            out.int32(port);
            out.nullableString(rack);
            if (version >= 2) {
                out.bool(isFenced);
            }
            out.noTaggedFields();
        }
    }
}
