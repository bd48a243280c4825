package dev.kurier.protocol.findcoordinator;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Asks which brokers look after groups or transactional ids.
 *
 * @param keyType 0 groups, 1 transactional ids, 2 share groups; from version 1
 * @param keys the groups or transactional ids; exactly one before version 4
 */
public record FindCoordinatorRequest(byte keyType, List<String> keys) {
    /** Reads the body of a request. */
    public static FindCoordinatorRequest read(WireReader in, short version) {
        in.begin(ApiKey.FIND_COORDINATOR, version);
        List<String> one = version <= 3 ? List.of(in.string()) : List.of();
        byte keyType = version >= 1 ? in.int8() : (byte) 0;
        List<String> keys = version >= 4 ? in.array(version, (from, v) -> from.string()) : one;
        in.skipTaggedFields();
        in.end();
        return new FindCoordinatorRequest(keyType, keys);
    }

    /**
     * Writes the body of this request.
     *
     * @throws IllegalArgumentException if the version would change what the request means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.FIND_COORDINATOR, version);
        out.refuseIf(version < 1 && keyType != 0, "FindCoordinatorRequest.keyType=" + keyType, version);
        out.refuseIf(version < 4 && keys.size() != 1, "FindCoordinatorRequest.keys=" + keys, version);
        if (version <= 3) {
            out.string(keys.get(0));
        }
        if (version >= 1) {
            out.int8(keyType);
        }
        if (version >= 4) {
            out.array(version, keys, (key, to, v) -> to.string(key));
        }
        out.noTaggedFields();
    }
}
