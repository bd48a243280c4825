package dev.kurier.protocol.produce;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries record batches to a broker that leads their partitions.
 *
 * @param transactionalId null outside transactions
 * @param acks 0: no answer; 1: the leader has the records; -1: all in-sync replicas have them
 * @param timeoutMs for how long the broker may wait for the replicas
 * @param topics the batches, by topic and partition
 */
public record ProduceRequest(@Nullable String transactionalId, short acks, int timeoutMs, List<Topic> topics) {

    /** Reads the body of a request; the records are slices of the reader's buffer. */
    public static ProduceRequest read(WireReader in, short version) {
        in.begin(ApiKey.PRODUCE, version);
        String transactionalId = in.nullableString();
        short acks = in.int16();
        int timeoutMs = in.int32();
        List<Topic> topics = in.array(version, Topic::read);
        in.skipTaggedFields();
        in.end();
        return new ProduceRequest(transactionalId, acks, timeoutMs, topics);
    }

    /** Writes the body of this request; the records are gathered, not copied. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.PRODUCE, version);
        out.nullableString(transactionalId);
        out.int16(acks);
        out.int32(timeoutMs);
        out.array(version, topics, Topic::write);
        out.noTaggedFields();
    }

    /**
     * Holds the batches for one topic.
     *
     * @param name on the wire up to version 12, then read as empty
     * @param topicId on the wire from version 13, before that read as {@link Uuid#ZERO}
     * @param partitions each partition once
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
     * Holds the batch for one partition.
     *
     * @param index the partition's number
     * @param records one record batch, in one or several pieces that follow each other; one piece when read
     */
    public record Partition(int index, @Nullable List<ByteBuffer> records) {
        static Partition read(WireReader in, short version) {
            Partition partition = new Partition(in.int32(), in.records());
            in.skipTaggedFields();
            return partition;
        }

        void write(WireWriter out, short version) {
            out.int32(index);
            out.records(records);
            out.noTaggedFields();
        }
    }
}
