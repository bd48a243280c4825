package dev.kurier.protocol.deletetopics;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the controller to delete topics.
 *
 * @param topics those to delete
 * @param timeoutMs how long the broker may take
 */
public record DeleteTopicsRequest(List<Topic> topics, int timeoutMs) {
    /** Asks to delete topics by name. */
    public static DeleteTopicsRequest ofNames(List<String> names, int timeoutMs) {
        return new DeleteTopicsRequest(
                names.stream().map(name -> new Topic(name, Uuid.ZERO)).toList(), timeoutMs);
    }

    /** Reads the body of a request. */
    public static DeleteTopicsRequest read(WireReader in, short version) {
        in.begin(ApiKey.DELETE_TOPICS, version);
        List<Topic> topics = in.array(version, Topic::read);
        int timeoutMs = in.int32();
        in.skipTaggedFields();
        in.end();
        return new DeleteTopicsRequest(topics, timeoutMs);
    }

    /**
     * Writes the body of this request.
     *
     * @throws IllegalArgumentException if the version would change what the request means
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DELETE_TOPICS, version);
        out.array(version, topics, Topic::write);
        out.int32(timeoutMs);
        out.noTaggedFields();
    }

    /**
     * Names one topic, by name or by id.
     *
     * @param name null to name it by id
     * @param topicId from version 6; {@link Uuid#ZERO} to name it by name
     */
    public record Topic(@Nullable String name, Uuid topicId) {
        static Topic read(WireReader in, short version) {
            if (version < 6) {
                return new Topic(in.string(), Uuid.ZERO);
            }
            String name = in.nullableString();
            Uuid topicId = in.uuid();
            in.skipTaggedFields();
            return new Topic(name, topicId);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(version < 6 && (name == null || !topicId.isZero()), toString(), version);
            out.nullableString(name);
            if (version >= 6) {
                out.uuid(topicId);
                out.noTaggedFields();
            }
        }
    }
}
