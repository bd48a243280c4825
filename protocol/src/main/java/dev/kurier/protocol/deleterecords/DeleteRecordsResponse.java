package dev.kurier.protocol.deleterecords;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/**
 * Says where the logs begin now.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param topics one each
 */
public record DeleteRecordsResponse(int throttleTimeMs, List<Topic> topics) {
    /** Reads the body of an answer. */
    public static DeleteRecordsResponse read(WireReader in, short version) {
        in.begin(ApiKey.DELETE_RECORDS, version);
        int throttleTimeMs = in.int32();
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new DeleteRecordsResponse(throttleTimeMs, topics);
    }

    /** Writes the body of this answer; fields that are newer than the version are left out. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.DELETE_RECORDS, version);
        out.int32(throttleTimeMs);
        out.array(version, topics, Topic::write);
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
     * Says what became of one partition.
     *
     * @param index the partition's number
     * @param lowWatermark the first that is left, -1 if it failed
     * @param errorCode see {@link ErrorCode#of}
     */
    public record Partition(int index, long lowWatermark, short errorCode) {
        static Partition read(WireReader in, short version) {
            int index = in.int32();
            long lowWatermark = in.int64();
            short errorCode = in.int16();
            in.skipTaggedFields();
            return new Partition(index, lowWatermark, errorCode);
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.int64(lowWatermark);
            out.int16(errorCode);
            out.noTaggedFields();
        }
    }
}
