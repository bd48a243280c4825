package dev.kurier.protocol.offsetforleaderepoch;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Asks the leaders of partitions where epochs end in their logs.
 *
 * @param replicaId the follower's broker id, -1 for a consumer; from version 3, {@link #DEBUGGER} before
 * @param topics what is wanted
 */
public record OffsetForLeaderEpochRequest(int replicaId, List<Topic> topics) {
    /** A reader that may see beyond the high watermark. */
    public static final int DEBUGGER = -2;

    /** Asks as a consumer does. */
    public static OffsetForLeaderEpochRequest of(List<Topic> topics) {
        return new OffsetForLeaderEpochRequest(-1, topics);
    }

    /** Reads the body of a request. */
    public static OffsetForLeaderEpochRequest read(WireReader in, short version) {
        in.begin(ApiKey.OFFSET_FOR_LEADER_EPOCH, version);
        int replicaId = version >= 3 ? in.int32() : DEBUGGER;
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new OffsetForLeaderEpochRequest(replicaId, topics);
    }

    /** Writes the body of this request; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.OFFSET_FOR_LEADER_EPOCH, version);
        if (version >= 3) {
            out.int32(replicaId);
        }
        out.array(version, topics, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Holds what is wanted of one topic.
     *
     * @param name its name
     * @param partitions the partitions wanted
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
     * Says which epoch of one partition is meant.
     *
     * @param index the partition's number
     * @param currentLeaderEpoch the leader epoch known to the asker, -1 for none
     * @param leaderEpoch the epoch whose end is wanted
     */
    public record Partition(int index, int currentLeaderEpoch, int leaderEpoch) {
        static Partition read(WireReader in, short version) {
            Partition partition = new Partition(in.int32(), in.int32(), in.int32());
            in.skipTaggedFields();
            return partition;
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int32(currentLeaderEpoch);
            out.int32(leaderEpoch);
            out.noTaggedFields();
        }
    }
}
