package dev.kurier.brokerstub.log;

import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.DecodedRecord;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the records inside a batch. */
public final class BatchRecords {
    private BatchRecords() {}

    /** Returns the records of a stored batch. */
    public static List<DecodedRecord> decode(ByteBuffer batch) {
        return List.of();
    }

    /** Checks that the records are as many as the header says, and whole. */
    static void check(BatchHeader header, ByteBuffer batch) throws BatchRefusal {}
}
