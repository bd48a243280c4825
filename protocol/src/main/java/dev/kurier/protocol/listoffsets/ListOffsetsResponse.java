package dev.kurier.protocol.listoffsets;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Answers a {@link ListOffsetsRequest}.
 *
 * @param throttleTimeMs for how long the client is to stay silent; on the wire from version 2
 * @param topics the answers, by topic and partition
 */
public record ListOffsetsResponse(int throttleTimeMs, List<Topic> topics) {

    /** Reads the body of an answer. */
    public static ListOffsetsResponse read(WireReader in, short version) {
        in.begin(ApiKey.LIST_OFFSETS, version);
        int throttleTimeMs = version >= 2 ? in.int32() : 0;
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new ListOffsetsResponse(throttleTimeMs, topics);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.LIST_OFFSETS, version);
        if (version >= 2) {
            out.int32(throttleTimeMs);
        }
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
     * @param index the partition's number
     * @param errorCode see {@link ErrorCode#of}
     * @param timestamp of the record found, -1 if none or not asked for
     * @param offset the offset found, -1 if none
     * @param leaderEpoch of the record found, from version 4; -1 if unknown
     */
    public record Partition(int index, short errorCode, long timestamp, long offset, int leaderEpoch) {
        static Partition read(WireReader in, short version) {
            Partition partition =
                    new Partition(in.int32(), in.int16(), in.int64(), in.int64(), version >= 4 ? in.int32() : -1);
            in.skipTaggedFields();
            return partition;
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int16(errorCode);
            out.int64(timestamp);
            out.int64(offset);
            if (version >= 4) {
                out.int32(leaderEpoch);
            }
            out.noTaggedFields();
        }
    }
}
