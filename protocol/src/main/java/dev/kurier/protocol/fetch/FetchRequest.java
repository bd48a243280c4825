package dev.kurier.protocol.fetch;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.TaggedFields;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker for record batches of partitions that it leads or follows.
 *
 * @param clusterId the cluster asked, null if any; from version 12
 * @param replica who asks
 * @param maxWaitMs for how long the broker may wait for {@code minBytes}
 * @param minBytes how many bytes are worth an answer
 * @param maxBytes how many bytes an answer may have; the first batch may be larger
 * @param isolationLevel 0 for all records, 1 for committed ones
 * @param sessionId the fetch session, 0 for none; from version 7 (KIP-227)
 * @param sessionEpoch its epoch, -1 for no session, 0 to open one; from version 7
 * @param topics what is wanted
 * @param forgottenTopics what the session is to drop, from version 7
 * @param rackId the consumer's rack, from version 11
 */
public record FetchRequest(
        @Nullable String clusterId,
        Replica replica,
        int maxWaitMs,
        int minBytes,
        int maxBytes,
        byte isolationLevel,
        int sessionId,
        int sessionEpoch,
        List<Topic> topics,
        List<ForgottenTopic> forgottenTopics,
        String rackId) {

    /** Asks as a consumer without a session does. */
    public static FetchRequest of(int maxWaitMs, int minBytes, int maxBytes, List<Topic> topics) {
        return new FetchRequest(
                null, Replica.CONSUMER, maxWaitMs, minBytes, maxBytes, (byte) 0, 0, -1, topics, List.of(), "");
    }

    /** Reads the body of a request. */
    public static FetchRequest read(WireReader in, short version) {
        in.begin(ApiKey.FETCH, version);
        int replicaId = version <= 14 ? in.int32() : -1;
        int maxWaitMs = in.int32();
        int minBytes = in.int32();
        int maxBytes = in.int32();
        byte isolationLevel = in.int8();
        int sessionId = version >= 7 ? in.int32() : 0;
        int sessionEpoch = version >= 7 ? in.int32() : -1;
        List<Topic> topics = in.array(version, Topic::read);
        List<ForgottenTopic> forgotten = version >= 7 ? in.array(version, ForgottenTopic::read) : List.of();
        String rackId = version >= 11 ? in.string() : "";
        TaggedFields tags = in.taggedFields();
        String clusterId = tags.nullableString(0);
        Replica replica = new Replica(replicaId, -1);
        if (version >= 15) {
            replica = tags.read(1, Replica::read, Replica.CONSUMER);
        }
        tags.end();
        in.end();
        return new FetchRequest(
                clusterId,
                replica,
                maxWaitMs,
                minBytes,
                maxBytes,
                isolationLevel,
                sessionId,
                sessionEpoch,
                topics,
                forgotten,
                rackId);
    }

    /** Writes the body of this request; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.FETCH, version);
        out.refuseIf(version < 7 && !forgottenTopics.isEmpty(), "FetchRequest.forgottenTopics", version);
        if (version <= 14) {
            out.int32(replica.id());
        }
        out.int32(maxWaitMs);
        out.int32(minBytes);
        out.int32(maxBytes);
        out.int8(isolationLevel);
        if (version >= 7) {
            out.int32(sessionId);
            out.int32(sessionEpoch);
        }
        out.array(version, topics, Topic::write);
        if (version >= 7) {
            out.array(version, forgottenTopics, ForgottenTopic::write);
        }
        if (version >= 11) {
            out.string(rackId);
        }
        out.taggedFields()
                .field(0, clusterId != null, tag -> tag.nullableString(clusterId))
                .field(1, version >= 15 && !replica.equals(Replica.CONSUMER), replica::write)
                .end();
    }

    /**
     * Says who asks.
     *
     * @param id the follower's broker id, -1 for a consumer
     * @param epoch its broker epoch, from version 15; -1 for none
     */
    public record Replica(int id, long epoch) {
        /** Stands for a consumer. */
        public static final Replica CONSUMER = new Replica(-1, -1);

        static Replica read(WireReader in) {
            Replica replica = new Replica(in.int32(), in.int64());
            in.skipTaggedFields();
            return replica;
        }

        void write(WireWriter out) {
            out.int32(id);
            out.int64(epoch);
            out.noTaggedFields();
        }
    }

    /**
     * Holds what is wanted of one topic.
     *
     * @param name on the wire up to version 12, then read as empty
     * @param topicId on the wire from version 13, before that read as {@link Uuid#ZERO}
     * @param partitions the partitions wanted
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
     * Says from where one partition is wanted.
     *
     * @param index the partition's number
     * @param currentLeaderEpoch the leader epoch known to the asker, from version 9; -1 for none
     * @param fetchOffset the first offset wanted
     * @param lastFetchedEpoch the epoch of the last batch fetched, from version 12; -1 for none
     * @param logStartOffset a follower's own, from version 5; -1 for a consumer
     * @param maxBytes how many bytes of this partition an answer may have
     * @param replicaDirectoryId a follower's, from version 17; {@link Uuid#ZERO} for none
     * @param highWatermark known to a follower, from version 18; {@link Long#MAX_VALUE} for none
     */
    public record Partition(
            int index,
            int currentLeaderEpoch,
            long fetchOffset,
            int lastFetchedEpoch,
            long logStartOffset,
            int maxBytes,
            Uuid replicaDirectoryId,
            long highWatermark) {

        /** Asks for a partition as a consumer does. */
        public static Partition of(int index, long fetchOffset, int maxBytes) {
            return new Partition(index, -1, fetchOffset, -1, -1, maxBytes, Uuid.ZERO, Long.MAX_VALUE);
        }

        static Partition read(WireReader in, short version) {
            int index = in.int32();
            int currentLeaderEpoch = version >= 9 ? in.int32() : -1;
            long fetchOffset = in.int64();
            int lastFetchedEpoch = version >= 12 ? in.int32() : -1;
            long logStartOffset = version >= 5 ? in.int64() : -1;
            int maxBytes = in.int32();
            TaggedFields tags = in.taggedFields();
            Uuid directory = version >= 17 ? tags.read(0, WireReader::uuid, Uuid.ZERO) : Uuid.ZERO;
            long highWatermark = version >= 18 ? tags.read(1, WireReader::int64, Long.MAX_VALUE) : Long.MAX_VALUE;
            tags.end();
            return new Partition(
                    index,
                    currentLeaderEpoch,
                    fetchOffset,
                    lastFetchedEpoch,
                    logStartOffset,
                    maxBytes,
                    directory,
                    highWatermark);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(version < 12 && lastFetchedEpoch != -1, "FetchRequest.Partition.lastFetchedEpoch", version);
            out.int32(index);
            if (version >= 9) {
                out.int32(currentLeaderEpoch);
            }
            out.int64(fetchOffset);
            if (version >= 12) {
                out.int32(lastFetchedEpoch);
            }
            if (version >= 5) {
                out.int64(logStartOffset);
            }
            out.int32(maxBytes);
            out.taggedFields()
                    .field(0, version >= 17 && !replicaDirectoryId.isZero(), tag -> tag.uuid(replicaDirectoryId))
                    .field(1, version >= 18 && highWatermark != Long.MAX_VALUE, tag -> tag.int64(highWatermark))
                    .end();
        }
    }

    /**
     * Names partitions that a fetch session is to drop.
     *
     * @param name on the wire up to version 12, then read as empty
     * @param topicId on the wire from version 13, before that read as {@link Uuid#ZERO}
     * @param partitions their numbers
     */
    public record ForgottenTopic(String name, Uuid topicId, List<Integer> partitions) {
        static ForgottenTopic read(WireReader in, short version) {
            String name = version <= 12 ? in.string() : "";
            Uuid topicId = version >= 13 ? in.uuid() : Uuid.ZERO;
            List<Integer> partitions = in.int32Array();
            in.skipTaggedFields();
            return new ForgottenTopic(name, topicId, partitions);
        }

        void write(WireWriter out, short version) {
            if (version <= 12) {
                out.string(name);
            } else {
                out.uuid(topicId);
            }
            out.int32Array(partitions);
            out.noTaggedFields();
        }
    }
}
