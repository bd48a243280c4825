package dev.kurier.protocol.createtopics;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.TaggedFields;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which topics were created, or why not.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param topics one for each that was asked for
 */
public record CreateTopicsResponse(int throttleTimeMs, List<Topic> topics) {
    /** Reads the body of an answer. */
    public static CreateTopicsResponse read(WireReader in, short version) {
        in.begin(ApiKey.CREATE_TOPICS, version);
        int throttleTimeMs = in.int32();
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new CreateTopicsResponse(throttleTimeMs, topics);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.CREATE_TOPICS, version);
        out.int32(throttleTimeMs);
        out.array(version, topics, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Says what became of one topic.
     *
     * @param name its name
     * @param topicId its id; from version 7
     * @param errorCode see {@link ErrorCode#of}
     * @param errorMessage what was wrong, or null
     * @param topicConfigErrorCode why the configs are not shown, 0 if they are; from version 5
     * @param partitionCount how many it has, -1 if it was not created; from version 5
     * @param replicationFactor how many replicas each has, -1 if it was not created; from version 5
     * @param configs all it has, null if they are not shown; from version 5
     */
    public record Topic(
            String name,
            Uuid topicId,
            short errorCode,
            @Nullable String errorMessage,
            short topicConfigErrorCode,
            int partitionCount,
            short replicationFactor,
            @Nullable List<Config> configs) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            Uuid topicId = version >= 7 ? in.uuid() : Uuid.ZERO;
            short errorCode = in.int16();
            String errorMessage = in.nullableString();
            int partitionCount = version >= 5 ? in.int32() : -1;
            short replicationFactor = version >= 5 ? in.int16() : (short) -1;
            List<Config> configs = version >= 5 ? in.nullableArray(version, Config::read) : List.of();
            TaggedFields tags = in.taggedFields();
            short topicConfigErrorCode = tags.read(0, WireReader::int16, (short) 0);
            tags.end();
            return new Topic(
                    name,
                    topicId,
                    errorCode,
                    errorMessage,
                    topicConfigErrorCode,
                    partitionCount,
                    replicationFactor,
                    configs);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            if (version >= 7) {
                out.uuid(topicId);
            }
            out.int16(errorCode);
            out.nullableString(errorMessage);
            if (version >= 5) {
                out.int32(partitionCount);
            }
            if (version >= 5) {
                out.int16(replicationFactor);
            }
            if (version >= 5) {
                out.nullableArray(version, configs, Config::write);
            }
            out.taggedFields()
                    .field(0, topicConfigErrorCode != (short) 0, field -> field.int16(topicConfigErrorCode))
                    .end();
        }
    }

    /**
     * Shows one config.
     *
     * @param name its name
     * @param value null if it has none
     * @param readOnly whether clients can't change it
     * @param configSource where the value comes from: 1 the topic, 4 the broker's file, 5 a default, …
     * @param isSensitive whether the value is secret
     */
    public record Config(
            String name, @Nullable String value, boolean readOnly, byte configSource, boolean isSensitive) {
        static Config read(WireReader in, short version) {
            String name = in.string();
            String value = in.nullableString();
            boolean readOnly = in.bool();
            byte configSource = in.int8();
            boolean isSensitive = in.bool();
            in.skipTaggedFields();
            return new Config(name, value, readOnly, configSource, isSensitive);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.nullableString(value);
            out.bool(readOnly);
            out.int8(configSource);
            out.bool(isSensitive);
            out.noTaggedFields();
        }
    }
}
