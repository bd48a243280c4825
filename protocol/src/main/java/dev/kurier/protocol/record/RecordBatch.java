package dev.kurier.protocol.record;

import java.nio.ByteBuffer;

/**
 * Points at one complete batch inside someone else's bytes.
 *
 * @param header the header as read, not refreshed when the bytes are patched
 * @param bytes the whole batch from index 0 to the limit; a slice, so that writing to it writes to the source
 */
public record RecordBatch(BatchHeader header, ByteBuffer bytes) {
    /** The records' bytes, compressed as {@link BatchHeader#compression} says; a slice. */
    public ByteBuffer payload() {
        return bytes.slice(BatchHeader.SIZE, bytes.limit() - BatchHeader.SIZE);
    }

    /** Whether the bytes match their CRC-32C. Reads all of them. */
    public boolean isCrcValid() {
        return BatchHeaderWriter.crcOf(bytes, 0) == bytes.getInt(BatchHeader.CRC);
    }
}
