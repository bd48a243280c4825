package dev.kurier.protocol.incrementalalterconfigs;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which configs were changed, or why not.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param responses one for each that was asked for
 */
public record IncrementalAlterConfigsResponse(int throttleTimeMs, List<Resource> responses) {
    /** Reads the body of an answer. */
    public static IncrementalAlterConfigsResponse read(WireReader in, short version) {
        in.begin(ApiKey.INCREMENTAL_ALTER_CONFIGS, version);
        int throttleTimeMs = in.int32();
        List<Resource> responses = in.array(version, Resource::read);
        in.skipTaggedFields();
        in.end();
        return new IncrementalAlterConfigsResponse(throttleTimeMs, responses);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.INCREMENTAL_ALTER_CONFIGS, version);
        out.int32(throttleTimeMs);
        out.array(version, responses, Resource::write);
        out.noTaggedFields();
    }

    /**
     * Says what became of one topic's or broker's changes.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null
     * @param resourceType 2 a topic, 4 a broker
     * @param resourceName the topic's name or the broker's id
     */
    public record Resource(short errorCode, @Nullable String errorMessage, byte resourceType, String resourceName) {
        static Resource read(WireReader in, short version) {
            short errorCode = in.int16();
            String errorMessage = in.nullableString();
            byte resourceType = in.int8();
            String resourceName = in.string();
            in.skipTaggedFields();
            return new Resource(errorCode, errorMessage, resourceType, resourceName);
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.nullableString(errorMessage);
            out.int8(resourceType);
            out.string(resourceName);
            out.noTaggedFields();
        }
    }
}
