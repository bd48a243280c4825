package dev.kurier.brokerstub;

import dev.kurier.brokerstub.log.SequenceNumber;
import dev.kurier.brokerstub.look.PartitionBatches;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one record as the log holds it, decompressed, with the identity of its producer.
 *
 * @param timestampMs milliseconds since 1970
 * @param key the key's bytes, read-only, or null
 * @param value the value's bytes, read-only, or null
 * @param producerId -1 if the batch carried none
 * @param producerEpoch -1 if the batch carried none
 * @param sequence this record's own sequence number (its batch's base plus its index, wrapped), or -1
 */
public record StoredRecord(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        @Nullable ByteBuffer key,
        @Nullable ByteBuffer value,
        List<Header> headers,
        long producerId,
        short producerEpoch,
        int sequence) {

    /** Holds one header; names may repeat, their order is kept. */
    public record Header(String name, @Nullable ByteBuffer value) {
        /** Returns the value read as UTF-8, or null. */
        public @Nullable String valueText() {
            return text(value);
        }
    }

    static StoredRecord of(PartitionBatches partition, BatchHeader batch, DecodedRecord record) {
        int index = (int) (record.offset() - batch.baseOffset());
        int sequence =
                batch.hasProducerId() ? SequenceNumber.plus(batch.baseSequence(), index) : BatchHeader.NO_SEQUENCE;
        return new StoredRecord(
                partition.topic(),
                partition.partition(),
                record.offset(),
                record.timestampMs(),
                wrap(record.key()),
                wrap(record.value()),
                record.headers().stream()
                        .map(header -> new Header(header.name(), wrap(header.value())))
                        .toList(),
                batch.producerId(),
                batch.producerEpoch(),
                sequence);
    }

    /** Returns the key read as UTF-8, or null. */
    public @Nullable String keyText() {
        return text(key);
    }

    /** Returns the value read as UTF-8, or null. */
    public @Nullable String valueText() {
        return text(value);
    }

    private static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? null
                : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
