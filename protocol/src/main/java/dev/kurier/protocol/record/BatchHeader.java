package dev.kurier.protocol.record;

import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;

/**
 * Holds the 61 bytes that stand before the records of a batch, format 2.
 *
 * @param baseOffset offset of the first record; a producer sends 0
 * @param batchLength bytes that follow this field: size of the batch minus {@link #LOG_OVERHEAD}
 * @param partitionLeaderEpoch written by the leader; a producer sends −1
 * @param magic format, 2
 * @param crc CRC-32C of everything from the attributes to the end of the batch
 * @param attributes see {@link BatchAttributes}
 * @param lastOffsetDelta offset of the last record minus base offset
 * @param baseTimestamp what the records' timestamp deltas refer to, in milliseconds since 1970
 * @param maxTimestamp largest timestamp, or the append time if {@link #isLogAppendTime}
 * @param producerId −1 if the producer has none
 * @param producerEpoch −1 if the producer has none
 * @param baseSequence −1 if the producer has none
 * @param recordsCount number of records
 */
public record BatchHeader(
        long baseOffset,
        int batchLength,
        int partitionLeaderEpoch,
        byte magic,
        int crc,
        short attributes,
        int lastOffsetDelta,
        long baseTimestamp,
        long maxTimestamp,
        long producerId,
        short producerEpoch,
        int baseSequence,
        int recordsCount) {
    /** Bytes of the header. */
    public static final int SIZE = 61;

    /** Bytes that {@link #batchLength} does not count: base offset and length. */
    public static final int LOG_OVERHEAD = 12;

    /** The only format that is read and written. */
    public static final byte MAGIC = 2;

    /** The producer id of a batch without one. */
    public static final long NO_PRODUCER_ID = -1;

    /** The producer epoch of a batch without one. */
    public static final short NO_PRODUCER_EPOCH = -1;

    /** The sequence number of a batch without one. */
    public static final int NO_SEQUENCE = -1;

    static final int BASE_OFFSET = 0;
    static final int BATCH_LENGTH = 8;
    static final int PARTITION_LEADER_EPOCH = 12;
    static final int MAGIC_AT = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int BASE_TIMESTAMP = 27;
    static final int MAX_TIMESTAMP = 35;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int RECORDS_COUNT = 57;

    /** Reads the header at the position of {@code source}, which does not move. */
    public static BatchHeader read(ByteBuffer source) {
        return read(source, source.position());
    }

    /**
     * Reads the header at {@code index} of {@code source}, a big-endian buffer. The values are not judged.
     *
     * @throws ProtocolException if fewer than {@link #SIZE} bytes follow
     */
    public static BatchHeader read(ByteBuffer source, int index) {
        if (index < 0 || source.limit() - index < SIZE) {
            throw new ProtocolException("Record batch at byte " + index + " is cut off: remaining="
                    + (source.limit() - index) + ", a batch header takes " + SIZE + ".");
        }
        return new BatchHeader(
                source.getLong(index + BASE_OFFSET),
                source.getInt(index + BATCH_LENGTH),
                source.getInt(index + PARTITION_LEADER_EPOCH),
                source.get(index + MAGIC_AT),
                source.getInt(index + CRC),
                source.getShort(index + ATTRIBUTES),
                source.getInt(index + LAST_OFFSET_DELTA),
                source.getLong(index + BASE_TIMESTAMP),
                source.getLong(index + MAX_TIMESTAMP),
                source.getLong(index + PRODUCER_ID),
                source.getShort(index + PRODUCER_EPOCH),
                source.getInt(index + BASE_SEQUENCE),
                source.getInt(index + RECORDS_COUNT));
    }

    /** Bytes of the whole batch, header included. */
    public long sizeBytes() {
        return (long) batchLength + LOG_OVERHEAD;
    }

    /** Offset of the last record. */
    public long lastOffset() {
        return baseOffset + lastOffsetDelta;
    }

    /**
     * The codec of the records.
     *
     * @throws ProtocolException if the attributes name a codec that does not exist
     */
    public CompressionType compression() {
        int id = attributes & BatchAttributes.CODEC_MASK;
        CompressionType type = CompressionType.forId(id);
        if (type == null) {
            throw new ProtocolException("Record batch has unknown codec=" + id
                    + " in bits 0 to 2 of its attributes (byte 21); known are 0 to 4.");
        }
        return type;
    }

    /** Whether the broker has stamped the records, all with {@link #maxTimestamp}. */
    public boolean isLogAppendTime() {
        return (attributes & BatchAttributes.LOG_APPEND_TIME) != 0;
    }

    /** Whether the batch is part of a transaction. */
    public boolean isTransactional() {
        return (attributes & BatchAttributes.TRANSACTIONAL) != 0;
    }

    /** Whether the batch holds a transaction marker, which only brokers write. */
    public boolean isControl() {
        return (attributes & BatchAttributes.CONTROL) != 0;
    }

    /** Whether the base timestamp is the time after which the cleaner may drop the batch (KIP-534). */
    public boolean hasDeleteHorizon() {
        return (attributes & BatchAttributes.DELETE_HORIZON) != 0;
    }

    /** Whether the batch carries a producer id, and so an epoch and a sequence; any negative one is none, as to brokers. */
    public boolean hasProducerId() {
        return producerId > NO_PRODUCER_ID;
    }
}
