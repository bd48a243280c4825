package dev.kurier.protocol.deletetopics;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which topics were deleted, or why not.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param responses one for each that was asked for
 */
public record DeleteTopicsResponse(int throttleTimeMs, List<Topic> responses) {
    /** Reads the body of an answer. */
    public static DeleteTopicsResponse read(WireReader in, short version) {
        in.begin(ApiKey.DELETE_TOPICS, version);
        int throttleTimeMs = in.int32();
        List<Topic> responses = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new DeleteTopicsResponse(throttleTimeMs, responses);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DELETE_TOPICS, version);
        out.int32(throttleTimeMs);
        out.array(version, responses, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Says what became of one topic.
     *
     * @param name null if it was named by an id alone
     * @param topicId its id; from version 6
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null; from version 5
     */
    public record Topic(
            @Nullable String name,
            Uuid topicId,
            short errorCode,
            @Nullable String errorMessage) {
        static Topic read(WireReader in, short version) {
            String name = version >= 6 ? in.nullableString() : in.string();
            Uuid topicId = version >= 6 ? in.uuid() : Uuid.ZERO;
            short errorCode = in.int16();
            String errorMessage = version >= 5 ? in.nullableString() : null;
            in.skipTaggedFields();
            return new Topic(name, topicId, errorCode, errorMessage);
        }

        void write(WireWriter out, short version) {
            out.nullableString(name);
            if (version >= 6) {
                out.uuid(topicId);
            }
            out.int16(errorCode);
            if (version >= 5) {
                out.nullableString(errorMessage);
            }
            out.noTaggedFields();
        }
    }
}
