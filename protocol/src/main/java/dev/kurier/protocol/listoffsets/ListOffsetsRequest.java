package dev.kurier.protocol.listoffsets;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Asks the leaders of partitions for offsets: at an end of the log, or at a time.
 *
 * @param replicaId the follower's broker id, -1 for a consumer
 * @param isolationLevel 0 for all records, 1 for committed ones; on the wire from version 2
 * @param topics what is wanted
 * @param timeoutMs for how long the broker may look into remote storage, from version 10
 */
public record ListOffsetsRequest(int replicaId, byte isolationLevel, List<Topic> topics, int timeoutMs) {
    /** Asks for the end of the log. */
    public static final long LATEST_TIMESTAMP = -1;
    /** Asks for the start of the log. */
    public static final long EARLIEST_TIMESTAMP = -2;
    /** Asks for the record with the largest timestamp, from version 7 (KIP-734). */
    public static final long MAX_TIMESTAMP = -3;

    /** Asks as a consumer does. */
    public static ListOffsetsRequest of(List<Topic> topics) {
        return new ListOffsetsRequest(-1, (byte) 0, topics, 0);
    }

    /** Reads the body of a request. */
    public static ListOffsetsRequest read(WireReader in, short version) {
        in.begin(ApiKey.LIST_OFFSETS, version);
        int replicaId = in.int32();
        byte isolationLevel = version >= 2 ? in.int8() : 0;
        List<Topic> topics = in.array(version, Topic::read);
        int timeoutMs = version >= 10 ? in.int32() : 0;
        in.skipTaggedFields();
        in.end();
        return new ListOffsetsRequest(replicaId, isolationLevel, topics, timeoutMs);
    }

    /**
     * Writes the body of this request; fields that are newer than the version are left out.
     *
     * @throws IllegalArgumentException if the version can't express the isolation level
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.LIST_OFFSETS, version);
        out.refuseIf(
                version < 2 && isolationLevel != 0, "ListOffsetsRequest.isolationLevel=" + isolationLevel, version);
        out.int32(replicaId);
        if (version >= 2) {
            out.int8(isolationLevel);
        }
        out.array(version, topics, Topic::write);
        if (version >= 10) {
            out.int32(timeoutMs);
        }
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
     * Says which offset of one partition is wanted.
     *
     * @param index the partition's number
     * @param currentLeaderEpoch the leader epoch known to the asker, from version 4; -1 for none
     * @param timestamp milliseconds since 1970: the first record that is not older; or one of the negative constants
     */
    public record Partition(int index, int currentLeaderEpoch, long timestamp) {
        static Partition read(WireReader in, short version) {
            Partition partition = new Partition(in.int32(), version >= 4 ? in.int32() : -1, in.int64());
            in.skipTaggedFields();
            return partition;
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            if (version >= 4) {
                out.int32(currentLeaderEpoch);
            }
            out.int64(timestamp);
            out.noTaggedFields();
        }
    }
}
