package dev.kurier.protocol.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes the 61 bytes before the records of a batch, and patches them in place.
 *
 * <p>Absolute puts only: positions and limits do not move. Buffers have to be big-endian, as they are by default. The checksum
 * runs fastest over direct memory.
 */
public final class BatchHeaderWriter {
    private static final int UNKNOWN_LEADER_EPOCH = -1;

    private BatchHeaderWriter() {}

    /**
     * Writes the header of a producer's batch at {@code index} of {@code target}, its checksum included.
     *
     * @param payload the records, each buffer from position to limit, in order; only read
     * @return bytes of the whole batch
     * @throws IllegalArgumentException if the batch is larger than its length field can say
     */
    public static int write(ByteBuffer target, int index, BatchDescription batch, List<ByteBuffer> payload) {
        int sizeBytes = sizeOf(payload);
        target.putLong(index + BatchHeader.BASE_OFFSET, 0);
        target.putInt(index + BatchHeader.BATCH_LENGTH, sizeBytes - BatchHeader.LOG_OVERHEAD);
        target.putInt(index + BatchHeader.PARTITION_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH);
        target.put(index + BatchHeader.MAGIC_AT, BatchHeader.MAGIC);
        target.putShort(index + BatchHeader.ATTRIBUTES, batch.attributes());
        target.putInt(index + BatchHeader.LAST_OFFSET_DELTA, batch.recordsCount() - 1);
        target.putLong(index + BatchHeader.BASE_TIMESTAMP, batch.baseTimestamp());
        target.putLong(index + BatchHeader.MAX_TIMESTAMP, batch.maxTimestamp());
        target.putLong(index + BatchHeader.PRODUCER_ID, batch.producerId());
        target.putShort(index + BatchHeader.PRODUCER_EPOCH, batch.producerEpoch());
        target.putInt(index + BatchHeader.BASE_SEQUENCE, batch.baseSequence());
        target.putInt(index + BatchHeader.RECORDS_COUNT, batch.recordsCount());
        CRC32C crc = new CRC32C();
        crc.update(target.slice(index + BatchHeader.ATTRIBUTES, BatchHeader.SIZE - BatchHeader.ATTRIBUTES));
        for (ByteBuffer part : payload) {
            crc.update(part.duplicate());
        }
        target.putInt(index + BatchHeader.CRC, (int) crc.getValue());
        return sizeBytes;
    }

    /** Sets the base offset of the batch at {@code index}; the checksum does not cover it. */
    public static void patchBaseOffset(ByteBuffer batches, int index, long baseOffset) {
        batches.putLong(index + BatchHeader.BASE_OFFSET, baseOffset);
    }

    /** Sets the partition leader epoch of the batch at {@code index}; the checksum does not cover it. */
    public static void patchPartitionLeaderEpoch(ByteBuffer batches, int index, int leaderEpoch) {
        batches.putInt(index + BatchHeader.PARTITION_LEADER_EPOCH, leaderEpoch);
    }

    /**
     * Writes into the complete batch at {@code index} what a broker says of its times, and renews its checksum.
     *
     * <p>As a broker does, leaves a batch alone that says so already, and otherwise clears the unused bits of its attributes.
     *
     * @param logAppendTime whether {@code maxTimestampMs} is the broker's time, for all records
     * @param maxTimestampMs else the largest timestamp of the records
     */
    public static void patchTimestamps(ByteBuffer batches, int index, boolean logAppendTime, long maxTimestampMs) {
        int attributes = batches.getShort(index + BatchHeader.ATTRIBUTES);
        boolean wasLogAppendTime = (attributes & BatchAttributes.LOG_APPEND_TIME) != 0;
        if (wasLogAppendTime == logAppendTime && batches.getLong(index + BatchHeader.MAX_TIMESTAMP) == maxTimestampMs) {
            return;
        }
        int type = logAppendTime ? BatchAttributes.LOG_APPEND_TIME : 0;
        batches.putShort(
                index + BatchHeader.ATTRIBUTES, (short) (attributes & BatchAttributes.USED_BUT_TIMESTAMP_TYPE | type));
        batches.putLong(index + BatchHeader.MAX_TIMESTAMP, maxTimestampMs);
        batches.putInt(index + BatchHeader.CRC, crcOf(batches, index));
    }

    /** Computes the CRC-32C that the complete batch at {@code index} ought to carry. */
    public static int crcOf(ByteBuffer batches, int index) {
        int end = batches.getInt(index + BatchHeader.BATCH_LENGTH) + BatchHeader.LOG_OVERHEAD;
        CRC32C crc = new CRC32C();
        crc.update(batches.slice(index + BatchHeader.ATTRIBUTES, end - BatchHeader.ATTRIBUTES));
        return (int) crc.getValue();
    }

    private static int sizeOf(List<ByteBuffer> payload) {
        long size = BatchHeader.SIZE;
        for (ByteBuffer part : payload) {
            size += part.remaining();
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Record batch is too large: sizeBytes=" + size
                    + ", a batch holds at most " + Integer.MAX_VALUE + " bytes. Lower batch.size.");
        }
        return (int) size;
    }
}
