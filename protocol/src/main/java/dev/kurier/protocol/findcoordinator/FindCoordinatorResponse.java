package dev.kurier.protocol.findcoordinator;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which broker looks after each group or transactional id.
 *
 * @param throttleTimeMs for how long the client is to stay silent; on the wire from version 1
 * @param coordinators one for each key; exactly one before version 4
 */
public record FindCoordinatorResponse(int throttleTimeMs, List<Coordinator> coordinators) {
    /** Reads the body of an answer. */
    public static FindCoordinatorResponse read(WireReader in, short version) {
        in.begin(ApiKey.FIND_COORDINATOR, version);
        int throttleTimeMs = version >= 1 ? in.int32() : 0;
        List<Coordinator> coordinators =
                version >= 4 ? in.array(version, Coordinator::read) : List.of(Coordinator.readWithoutKey(in, version));
        in.skipTaggedFields();
        in.end();
        return new FindCoordinatorResponse(throttleTimeMs, coordinators);
    }

    /**
     * Writes the body of this answer.
     *
     * @throws IllegalArgumentException if the version can't name as many coordinators
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.FIND_COORDINATOR, version);
        out.refuseIf(
                version < 4 && coordinators.size() != 1,
                "FindCoordinatorResponse.coordinators of size=" + coordinators.size(),
                version);
        if (version >= 1) {
            out.int32(throttleTimeMs);
        }
        if (version >= 4) {
            out.array(version, coordinators, Coordinator::write);
        } else {
            coordinators.get(0).writeWithoutKey(out, version);
        }
        out.noTaggedFields();
    }

    /**
     * Says where one coordinator is.
     *
     * @param key the group or transactional id, from version 4; empty before
     * @param nodeId the broker's id, -1 if there is none
     * @param host its host name
     * @param port its port
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null; from version 1
     */
    public record Coordinator(
            String key,
            int nodeId,
            String host,
            int port,
            short errorCode,
            @Nullable String errorMessage) {

        static Coordinator read(WireReader in, short version) {
            String key = in.string();
            int nodeId = in.int32();
            String host = in.string();
            int port = in.int32();
            short errorCode = in.int16();
            String errorMessage = in.nullableString();
            in.skipTaggedFields();
            return new Coordinator(key, nodeId, host, port, errorCode, errorMessage);
        }

        static Coordinator readWithoutKey(WireReader in, short version) {
            short errorCode = in.int16();
            String errorMessage = version >= 1 ? in.nullableString() : null;
            int nodeId = in.int32();
            String host = in.string();
            int port = in.int32();
            return new Coordinator("", nodeId, host, port, errorCode, errorMessage);
        }

        void write(WireWriter out, short version) {
            out.string(key);
            out.int32(nodeId);
            out.string(host);
            out.int32(port);
            out.int16(errorCode);
            out.nullableString(errorMessage);
            out.noTaggedFields();
        }

        void writeWithoutKey(WireWriter out, short version) {
            out.int16(errorCode);
            if (version >= 1) {
                out.nullableString(errorMessage);
            }
            out.int32(nodeId);
            out.string(host);
            out.int32(port);
        }
    }
}
