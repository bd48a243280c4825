package dev.kurier.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Says where a broker listens; comes with the answers that name a new leader (KIP-951).
 *
 * @param nodeId the broker's id
 * @param host its host name
 * @param port its port
 * @param rack its rack, null if it has none
 */
public record NodeEndpoint(
        int nodeId, String host, int port, @Nullable String rack) {

    /** Reads one endpoint. */
    public static NodeEndpoint read(WireReader in, short version) {
        NodeEndpoint node = new NodeEndpoint(in.int32(), in.string(), in.int32(), in.nullableString());
        in.skipTaggedFields();
        return node;
    }

    /** Writes this endpoint. */
    public void write(WireWriter out, short version) {
        out.int32(nodeId);
        out.string(host);
        out.int32(port);
        out.nullableString(rack);
        out.noTaggedFields();
    }
}
