package dev.kurier.brokerstub.look;

import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.record.BatchHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one batch as a producer sent it, whatever the broker made of it.
 *
 * @param topic its name; empty if the request named it by an id (version 13 and up) that no topic has or had
 * @param topicId its id; zero if the request named the topic by name
 * @param bytes the records of the partition as sent, read-only; not necessarily a batch
 */
public record ProducedBatch(String topic, Uuid topicId, int partition, ByteBuffer bytes) {
    /** Lists the batches of a Produce request, in its order; partitions with null records have none. */
    public static List<ProducedBatch> of(ProduceRequest request, TopicNames names) {
        List<ProducedBatch> batches = new ArrayList<>();
        for (ProduceRequest.Topic topic : request.topics()) {
            String name = topic.name().isEmpty() ? names.of(topic.topicId()) : topic.name();
            for (ProduceRequest.Partition partition : topic.partitions()) {
                ByteBuffer bytes = one(partition.records());
                if (bytes != null) {
                    batches.add(new ProducedBatch(name == null ? "" : name, topic.topicId(), partition.index(), bytes));
                }
            }
        }
        return batches;
    }

    /**
     * Returns the fields of its header, not judged.
     *
     * @throws dev.kurier.protocol.ProtocolException if the bytes are too few for a header
     */
    public BatchHeader header() {
        return BatchHeader.read(bytes);
    }

    /**
     * Returns the codec of its records.
     *
     * @throws dev.kurier.protocol.ProtocolException if there is no such codec
     */
    public CompressionType compression() {
        return header().compression();
    }

    /** Returns how many records its header counts. */
    public int recordsCount() {
        return header().recordsCount();
    }

    /** Returns its size with the header, compressed as it is. */
    public int sizeBytes() {
        return bytes.remaining();
    }

    private static @Nullable ByteBuffer one(@Nullable List<ByteBuffer> pieces) {
        return pieces == null || pieces.isEmpty() ? null : pieces.get(0).asReadOnlyBuffer();
    }
}
