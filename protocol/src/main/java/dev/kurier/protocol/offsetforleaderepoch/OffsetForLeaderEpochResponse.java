package dev.kurier.protocol.offsetforleaderepoch;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Answers an {@link OffsetForLeaderEpochRequest}.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param topics the answers, by topic and partition
 */
public record OffsetForLeaderEpochResponse(int throttleTimeMs, List<Topic> topics) {
    /** Reads the body of an answer. */
    public static OffsetForLeaderEpochResponse read(WireReader in, short version) {
        in.begin(ApiKey.OFFSET_FOR_LEADER_EPOCH, version);
        int throttleTimeMs = in.int32();
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new OffsetForLeaderEpochResponse(throttleTimeMs, topics);
    }

    /** Writes the body of this answer. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.OFFSET_FOR_LEADER_EPOCH, version);
        out.int32(throttleTimeMs);
        out.array(version, topics, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Holds the answers for one topic.
     *
     * @param name its name
     * @param partitions one answer for each partition
     */
    public record Topic(String name, List<Partition> partitions) {
        static Topic read(WireReader in, short version) {
            Topic topic = new Topic(in.string(), in.array(version, Partition::read));
            in.skipTaggedFields();
            return topic;
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.array(version, partitions, Partition::write);
            out.noTaggedFields();
        }
    }

    /**
     * Answers for one partition.
     *
     * @param errorCode see {@link ErrorCode#of}
     * @param index the partition's number
     * @param leaderEpoch the epoch asked for, or the last before it that wrote anything; -1 if unknown
     * @param endOffset the first offset behind that epoch, -1 if unknown
     */
    public record Partition(short errorCode, int index, int leaderEpoch, long endOffset) {
        static Partition read(WireReader in, short version) {
            Partition partition = new Partition(in.int16(), in.int32(), in.int32(), in.int64());
            in.skipTaggedFields();
            return partition;
        }

        void write(WireWriter out, short version) {
            out.int16(errorCode);
            out.int32(index);
            out.int32(leaderEpoch);
            out.int64(endOffset);
            out.noTaggedFields();
        }
    }
}
