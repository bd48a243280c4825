package dev.kurier.protocol.fetch;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.CurrentLeader;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.TaggedFields;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries record batches to whoever asked with a {@link FetchRequest}.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param errorCode of the whole answer, from version 7; see {@link ErrorCode#of}
 * @param sessionId the fetch session, from version 7; 0 for none
 * @param topics the answers, by topic and partition
 * @param nodeEndpoints where the leaders listen that {@link Partition#currentLeader} names; from version 16
 */
public record FetchResponse(
        int throttleTimeMs, short errorCode, int sessionId, List<Topic> topics, List<NodeEndpoint> nodeEndpoints) {

    /** Reads the body of an answer; the records are slices of the reader's buffer. */
    public static FetchResponse read(WireReader in, short version) {
        in.begin(ApiKey.FETCH, version);
        int throttleTimeMs = in.int32();
        short errorCode = version >= 7 ? in.int16() : 0;
        int sessionId = version >= 7 ? in.int32() : 0;
        List<Topic> topics = in.array(version, Topic::read);
        TaggedFields tags = in.taggedFields();
        List<NodeEndpoint> nodes =
                version >= 16 ? tags.read(0, tag -> tag.array(version, NodeEndpoint::read), List.of()) : List.of();
        tags.end();
        in.end();
        return new FetchResponse(throttleTimeMs, errorCode, sessionId, topics, nodes);
    }

    /** Writes the body of this answer; the records are gathered, newer fields are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.FETCH, version);
        out.refuseIf(version < 7 && sessionId != 0, "FetchResponse.sessionId", version);
        out.int32(throttleTimeMs);
        if (version >= 7) {
            out.int16(errorCode);
            out.int32(sessionId);
        }
        out.array(version, topics, Topic::write);
        out.taggedFields()
                .field(
                        0,
                        version >= 16 && !nodeEndpoints.isEmpty(),
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
     * @param highWatermark the first offset that is not replicated yet
     * @param lastStableOffset the first offset of an open transaction, or the high watermark; -1 if unknown
     * @param logStartOffset the oldest offset of the partition, from version 5; -1 if unknown
     * @param redirection where else to look, from version 12
     * @param abortedTransactions for readers of committed records only, else null
     * @param preferredReadReplica the broker to ask instead, from version 11; -1 for none
     * @param records record batches, in one or several pieces that follow each other; one piece when read
     */
    public record Partition(
            int index,
            short errorCode,
            long highWatermark,
            long lastStableOffset,
            long logStartOffset,
            Redirection redirection,
            @Nullable List<AbortedTransaction> abortedTransactions,
            int preferredReadReplica,
            @Nullable List<ByteBuffer> records) {

        /** Answers with records. */
        public static Partition of(int index, long highWatermark, long logStartOffset, List<ByteBuffer> records) {
            return new Partition(
                    index,
                    (short) 0,
                    highWatermark,
                    highWatermark,
                    logStartOffset,
                    Redirection.NONE,
                    null,
                    -1,
                    records);
        }

        /** Answers that the partition can't be read. */
        public static Partition failed(int index, short errorCode) {
            return new Partition(index, errorCode, -1, -1, -1, Redirection.NONE, null, -1, List.of());
        }

        /** Returns the same with a list of aborted transactions. */
        public Partition withAborted(List<AbortedTransaction> aborted) {
            return new Partition(
                    index,
                    errorCode,
                    highWatermark,
                    lastStableOffset,
                    logStartOffset,
                    redirection,
                    aborted,
                    preferredReadReplica,
                    records);
        }

        /** Returns the same answer, saying where else to look. */
        public Partition withRedirection(Redirection other) {
            return new Partition(
                    index,
                    errorCode,
                    highWatermark,
                    lastStableOffset,
                    logStartOffset,
                    other,
                    abortedTransactions,
                    preferredReadReplica,
                    records);
        }

        static Partition read(WireReader in, short version) {
            int index = in.int32();
            short errorCode = in.int16();
            long highWatermark = in.int64();
            long lastStableOffset = in.int64();
            long logStartOffset = version >= 5 ? in.int64() : -1;
            List<AbortedTransaction> aborted = in.nullableArray(version, AbortedTransaction::read);
            int preferredReadReplica = version >= 11 ? in.int32() : -1;
            List<ByteBuffer> records = in.records();
            Redirection redirection = Redirection.read(in);
            return new Partition(
                    index,
                    errorCode,
                    highWatermark,
                    lastStableOffset,
                    logStartOffset,
                    redirection,
                    aborted,
                    preferredReadReplica,
                    records);
        }

        void write(WireWriter out, short version) {
            out.refuseIf(
                    version < 11 && preferredReadReplica != -1,
                    "FetchResponse.Partition.preferredReadReplica",
                    version);
            out.int32(index);
            out.int16(errorCode);
            out.int64(highWatermark);
            out.int64(lastStableOffset);
            if (version >= 5) {
                out.int64(logStartOffset);
            }
            out.nullableArray(version, abortedTransactions, AbortedTransaction::write);
            if (version >= 11) {
                out.int32(preferredReadReplica);
            }
            out.records(records);
            redirection.write(out);
        }
    }

    /**
     * Says where else to look: the tagged fields of a partition's answer.
     *
     * @param divergingEpoch where a follower's log left the leader's
     * @param currentLeader who leads instead
     * @param snapshotId the snapshot to fetch first
     */
    public record Redirection(EpochEndOffset divergingEpoch, CurrentLeader currentLeader, EpochEndOffset snapshotId) {
        /** Stands for an answer that redirects nobody. */
        public static final Redirection NONE =
                new Redirection(EpochEndOffset.NONE, CurrentLeader.NONE, EpochEndOffset.NONE);

        static Redirection read(WireReader in) {
            TaggedFields tags = in.taggedFields();
            if (tags.isEmpty()) {
                return NONE;
            }
            Redirection redirection = new Redirection(
                    tags.read(0, EpochEndOffset::readEpochFirst, EpochEndOffset.NONE),
                    tags.read(1, CurrentLeader::read, CurrentLeader.NONE),
                    tags.read(2, EpochEndOffset::readOffsetFirst, EpochEndOffset.NONE));
            tags.end();
            return redirection;
        }

        void write(WireWriter out) {
            out.taggedFields()
                    .field(0, !divergingEpoch.equals(EpochEndOffset.NONE), divergingEpoch::writeEpochFirst)
                    .field(1, !currentLeader.equals(CurrentLeader.NONE), currentLeader::write)
                    .field(2, !snapshotId.equals(EpochEndOffset.NONE), snapshotId::writeOffsetFirst)
                    .end();
        }
    }

    /**
     * Names the end of an epoch in a log.
     *
     * @param epoch the leader epoch, -1 for none
     * @param endOffset the offset behind its last record, -1 for none
     */
    public record EpochEndOffset(int epoch, long endOffset) {
        /** Stands for a field that is not there. */
        public static final EpochEndOffset NONE = new EpochEndOffset(-1, -1);

        static EpochEndOffset readEpochFirst(WireReader in) {
            EpochEndOffset end = new EpochEndOffset(in.int32(), in.int64());
            in.skipTaggedFields();
            return end;
        }

        static EpochEndOffset readOffsetFirst(WireReader in) {
            long endOffset = in.int64();
            EpochEndOffset end = new EpochEndOffset(in.int32(), endOffset);
            in.skipTaggedFields();
            return end;
        }

        void writeEpochFirst(WireWriter out) {
            out.int32(epoch);
            out.int64(endOffset);
            out.noTaggedFields();
        }

        void writeOffsetFirst(WireWriter out) {
            out.int64(endOffset);
            out.int32(epoch);
            out.noTaggedFields();
        }
    }

    /**
     * Names an aborted transaction among the fetched records.
     *
     * @param producerId whose it was
     * @param firstOffset its first record
     */
    public record AbortedTransaction(long producerId, long firstOffset) {
        static AbortedTransaction read(WireReader in, short version) {
            AbortedTransaction aborted = new AbortedTransaction(in.int64(), in.int64());
            in.skipTaggedFields();
            return aborted;
        }

        void write(WireWriter out, short version) {
            out.int64(producerId);
            out.int64(firstOffset);
            out.noTaggedFields();
        }
    }
}
