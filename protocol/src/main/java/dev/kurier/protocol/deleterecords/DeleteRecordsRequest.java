package dev.kurier.protocol.deleterecords;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Asks a leader to drop records below an offset.
 *
 * @param topics one each
 * @param timeoutMs how long the broker may take
 */
public record DeleteRecordsRequest(List<Topic> topics, int timeoutMs) {
    /** Reads the body of a request. */
    public static DeleteRecordsRequest read(WireReader in, short version) {
        in.begin(ApiKey.DELETE_RECORDS, version);
        List<Topic> topics = in.array(version, Topic::read);
        int timeoutMs = in.int32();
        in.skipTaggedFields();
        in.end();
        return new DeleteRecordsRequest(topics, timeoutMs);
    }

    /** Writes the body of this request. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DELETE_RECORDS, version);
        out.array(version, topics, Topic::write);
        out.int32(timeoutMs);
        out.noTaggedFields();
    }

    /**
     * Names one topic.
     *
     * @param name its name
     * @param partitions one each
     */
    public record Topic(String name, List<Partition> partitions) {
        static Topic read(WireReader in, short version) {
            String name = in.string();
            List<Partition> partitions = in.array(version, Partition::read);
            in.skipTaggedFields();
            return new Topic(name, partitions);
        }

        void write(WireWriter out, short version) {
            out.string(name);
            out.array(version, partitions, Partition::write);
            out.noTaggedFields();
        }
    }

    /**
     * Says where one partition is to begin.
     *
     * @param index the partition's number
     * @param offset the first to keep, -1 for the end of the log
     */
    public record Partition(int index, long offset) {
        static Partition read(WireReader in, short version) {
            int index = in.int32();
            long offset = in.int64();
            in.skipTaggedFields();
            return new Partition(index, offset);
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int64(offset);
            out.noTaggedFields();
        }
    }
}
