package dev.kurier.integrationtests.client;

import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Holds everything that a consumer sees of one record; compares by content. */
public record StoredRecord(
        int partition,
        long offset,
        long timestampMs,
        TimestampType timestampType,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<StoredHeader> headers) {

    /** Holds one header; the value may be null. */
    public record StoredHeader(String name, @Nullable Bytes value) {}
}
