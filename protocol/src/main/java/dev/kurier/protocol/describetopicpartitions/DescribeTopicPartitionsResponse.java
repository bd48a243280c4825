package dev.kurier.protocol.describetopicpartitions;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes topics and their partitions, one page of them.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param topics those of this page, by name
 * @param nextCursor where the next request has to go on, null if this was all
 */
public record DescribeTopicPartitionsResponse(
        int throttleTimeMs, List<Topic> topics, @Nullable Cursor nextCursor) {
    /** Reads the body of an answer. */
    public static DescribeTopicPartitionsResponse read(WireReader in, short version) {
        in.begin(ApiKey.DESCRIBE_TOPIC_PARTITIONS, version);
        int throttleTimeMs = in.int32();
        List<Topic> topics = in.array(version, Topic::read);
        Cursor nextCursor = in.int8() < 0 ? null : Cursor.read(in, version);
        in.skipTaggedFields();
        in.end();
        return new DescribeTopicPartitionsResponse(throttleTimeMs, topics, nextCursor);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DESCRIBE_TOPIC_PARTITIONS, version);
        out.int32(throttleTimeMs);
        out.array(version, topics, Topic::write);
        out.int8(nextCursor == null ? -1 : 1);
        if (nextCursor != null) {
            nextCursor.write(out, version);
        }
        out.noTaggedFields();
    }

    /**
     * Describes one topic, or says why it can't be described.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param name its name
     * @param topicId its id
     * @param isInternal whether it is one of Kafka's own
     * @param partitions those of this page, ascending
     * @param authorizedOperations a bit field, or {@link #OPERATIONS_OMITTED}
     */
    public record Topic(
            short errorCode,
            @Nullable String name,
            Uuid topicId,
            boolean isInternal,
            List<Partition> partitions,
            int authorizedOperations) {
        /** What the field of authorized operations holds when nobody asked for it. */
        public static final int OPERATIONS_OMITTED = Integer.MIN_VALUE;

        static Topic read(WireReader in, short version) {
            short errorCode = in.int16();
            String name = in.nullableString();
            Uuid topicId = in.uuid();
            boolean isInternal = in.bool();
            List<Partition> partitions = in.array(version, Partition::read);
            int authorizedOperations = in.int32();
            in.skipTaggedFields();
            return new Topic(errorCode, name, topicId, isInternal, partitions, authorizedOperations);
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.nullableString(name);
            out.uuid(topicId);
            out.bool(isInternal);
            out.array(version, partitions, Partition::write);
            out.int32(authorizedOperations);
            out.noTaggedFields();
        }
    }

    /**
     * Describes one partition.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param index the partition's number
     * @param leaderId the leader's broker id, -1 if there is none
     * @param leaderEpoch its epoch, -1 if unknown
     * @param replicas broker ids
     * @param inSyncReplicas broker ids
     * @param eligibleLeaderReplicas broker ids that may lead although they are out of sync, or null
     * @param lastKnownElr broker ids that were eligible last, or null
     * @param offlineReplicas broker ids
     */
    public record Partition(
            short errorCode,
            int index,
            int leaderId,
            int leaderEpoch,
            List<Integer> replicas,
            List<Integer> inSyncReplicas,
            @Nullable List<Integer> eligibleLeaderReplicas,
            @Nullable List<Integer> lastKnownElr,
            List<Integer> offlineReplicas) {
        static Partition read(WireReader in, short version) {
            short errorCode = in.int16();
            int index = in.int32();
            int leaderId = in.int32();
            int leaderEpoch = in.int32();
            List<Integer> replicas = in.int32Array();
            List<Integer> inSyncReplicas = in.int32Array();
            List<Integer> eligibleLeaderReplicas = in.nullableArray(version, (from, v) -> from.int32());
            List<Integer> lastKnownElr = in.nullableArray(version, (from, v) -> from.int32());
            List<Integer> offlineReplicas = in.int32Array();
            in.skipTaggedFields();
            return new Partition(
                    errorCode,
                    index,
                    leaderId,
                    leaderEpoch,
                    replicas,
                    inSyncReplicas,
                    eligibleLeaderReplicas,
                    lastKnownElr,
                    offlineReplicas);
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.int32(index);
            out.int32(leaderId);
            out.int32(leaderEpoch);
            out.int32Array(replicas);
            out.int32Array(inSyncReplicas);
            out.nullableArray(version, eligibleLeaderReplicas, (node, to, v) -> to.int32(node));
            out.nullableArray(version, lastKnownElr, (node, to, v) -> to.int32(node));
            out.int32Array(offlineReplicas);
            out.noTaggedFields();
        }
    }

    /**
     * Says where a page begins.
     *
     * @param topicName the topic to go on with
     * @param index the partition's number
     */
    public record Cursor(String topicName, int index) {
        static Cursor read(WireReader in, short version) {
            String topicName = in.string();
            int index = in.int32();
            in.skipTaggedFields();
            return new Cursor(topicName, index);
        }

        void write(WireWriter out, short version) {
            out.string(topicName);
            out.int32(index);
            out.noTaggedFields();
        }
    }
}
