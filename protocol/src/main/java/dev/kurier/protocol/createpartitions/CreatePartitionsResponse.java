package dev.kurier.protocol.createpartitions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which topics have grown, or why not.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param results one for each that was asked for
 */
public record CreatePartitionsResponse(int throttleTimeMs, List<Topic> results) {
    /** Reads the body of an answer. */
    public static CreatePartitionsResponse read(WireReader in, short version) {
        in.begin(ApiKey.CREATE_PARTITIONS, version);
        int throttleTimeMs = in.int32();
        List<Topic> results = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new CreatePartitionsResponse(throttleTimeMs, results);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.CREATE_PARTITIONS, version);
        out.int32(throttleTimeMs);
        out.array(version, results, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Says what became of one topic.
     *
     * @param name its name
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null
     */
    public record Topic(
            String name, short errorCode, @Nullable String errorMessage) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            short errorCode = in.int16();
            String errorMessage = in.nullableString();
            in.skipTaggedFields();
            return new Topic(name, errorCode, errorMessage);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.int16(errorCode);
            out.nullableString(errorMessage);
            out.noTaggedFields();
        }
    }
}
