package dev.kurier.protocol.produce;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.TaggedFields;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says for each partition of a {@link ProduceRequest} whether and where its batch was appended.
 *
 * @param topics the answers, by topic and partition
 * @param throttleTimeMs for how long the client is to stay silent
 * @param nodeEndpoints where the leaders listen that {@link Partition#currentLeader} names; from version 10
 */
public record ProduceResponse(List<Topic> topics, int throttleTimeMs, List<NodeEndpoint> nodeEndpoints) {

    /** Reads the body of an answer. */
    public static ProduceResponse read(WireReader in, short version) {
        in.begin(ApiKey.PRODUCE, version);
        List<Topic> topics = in.array(version, Topic::read);
        int throttleTimeMs = in.int32();
        TaggedFields tags = in.taggedFields();
        List<NodeEndpoint> nodes =
                version >= 10 ? tags.read(0, tag -> tag.array(version, NodeEndpoint::read), List.of()) : List.of();
        tags.end();
        in.end();
        return new ProduceResponse(topics, throttleTimeMs, nodes);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.PRODUCE, version);
        out.array(version, topics, Topic::write);
        out.int32(throttleTimeMs);
        out.taggedFields()
                .field(
                        0,
                        version >= 10 && !nodeEndpoints.isEmpty(),
                        tag -> tag.array(version, nodeEndpoints, NodeEndpoint::write))
                .end();
    }

    /**
     * Holds the answers for one topic.
     *
     * @param name on the wire up to version 12, then read as empty
     * @param topicId on the wire from version 13, before that read as {@link Uuid#ZERO}
     * @param partitions one answer for each partition
     */
    public record Topic(String name, Uuid topicId, List<Partition> partitions) {
        static Topic read(WireReader in, short version) {
            String name = version <= 12 ? in.string() : "";
            Uuid topicId = version >= 13 ? in.uuid() : Uuid.ZERO;
            List<Partition> partitions = in.array(version, Partition::read);
            in.skipTaggedFields();
            return new Topic(name, topicId, partitions);
        }

        void write(WireWriter out, short version) {
            if (version <= 12) {
                out.string(name);
            } else {
                out.uuid(topicId);
            }
            out.array(version, partitions, Partition::write);
            out.noTaggedFields();
        }
    }

    /**
     * Answers for one partition.
     *
     * @param index the partition's number
     * @param errorCode see {@link ErrorCode#of}
     * @param baseOffset the offset of the batch's first record, -1 if unknown
     * @param logAppendTimeMs the broker's time, if the topic uses it, else -1
     * @param logStartOffset the oldest offset of the partition, from version 5; -1 if unknown
     * @param recordErrors the culprits among the batch's records, from version 8
     * @param errorMessage the broker's own words, from version 8
     * @param currentLeader who leads instead, from version 10; {@link CurrentLeader#NONE} if not said
     */
    public record Partition(
            int index,
            short errorCode,
            long baseOffset,
            long logAppendTimeMs,
            long logStartOffset,
            List<RecordError> recordErrors,
            @Nullable String errorMessage,
            CurrentLeader currentLeader) {

        /** Answers that the batch was appended. */
        public static Partition appended(int index, long baseOffset, long logAppendTimeMs, long logStartOffset) {
            return new Partition(
                    index, (short) 0, baseOffset, logAppendTimeMs, logStartOffset, List.of(), null, CurrentLeader.NONE);
        }

        /** Answers that the batch was refused. */
        public static Partition failed(int index, short errorCode, @Nullable String errorMessage) {
            return new Partition(index, errorCode, -1, -1, -1, List.of(), errorMessage, CurrentLeader.NONE);
        }

        /** Returns this answer with a leader named. */
        public Partition withCurrentLeader(CurrentLeader leader) {
            return new Partition(
                    index, errorCode, baseOffset, logAppendTimeMs, logStartOffset, recordErrors, errorMessage, leader);
        }

        /** Returns this answer for another partition. */
        public Partition at(int otherIndex) {
            return new Partition(
                    otherIndex,
                    errorCode,
                    baseOffset,
                    logAppendTimeMs,
                    logStartOffset,
                    recordErrors,
                    errorMessage,
                    currentLeader);
        }

        static Partition read(WireReader in, short version) {
            int index = in.int32();
            short errorCode = in.int16();
            long baseOffset = in.int64();
            long logAppendTimeMs = in.int64();
            long logStartOffset = version >= 5 ? in.int64() : -1;
            List<RecordError> recordErrors = version >= 8 ? in.array(version, RecordError::read) : List.of();
            String errorMessage = version >= 8 ? in.nullableString() : null;
            TaggedFields tags = in.taggedFields();
            CurrentLeader leader =
                    version >= 10 ? tags.read(0, CurrentLeader::read, CurrentLeader.NONE) : CurrentLeader.NONE;
            tags.end();
            return new Partition(
                    index, errorCode, baseOffset, logAppendTimeMs, logStartOffset, recordErrors, errorMessage, leader);
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int16(errorCode);
            out.int64(baseOffset);
            out.int64(logAppendTimeMs);
            if (version >= 5) {
                out.int64(logStartOffset);
            }
            if (version >= 8) {
                out.array(version, recordErrors, RecordError::write);
                out.nullableString(errorMessage);
            }
            out.taggedFields()
                    .field(0, version >= 10 && !currentLeader.equals(CurrentLeader.NONE), currentLeader::write)
                    .end();
        }
    }

    /**
     * Names one record that made the broker refuse its batch (KIP-467).
     *
     * @param batchIndex the record's place in the batch, from 0
     * @param message the broker's own words, null if it has none
     */
    public record RecordError(int batchIndex, @Nullable String message) {
        static RecordError read(WireReader in, short version) {
            RecordError error = new RecordError(in.int32(), in.nullableString());
            in.skipTaggedFields();
            return error;
        }

        void write(WireWriter out, short version) {
            out.int32(batchIndex);
            out.nullableString(message);
            out.noTaggedFields();
        }
    }
}
