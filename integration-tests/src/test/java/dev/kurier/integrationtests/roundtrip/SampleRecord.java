package dev.kurier.integrationtests.roundtrip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Holds a record as an application would give it to any producer; partition and timestamp null: not given. */
record SampleRecord(
        String topic,
        @Nullable Integer partition,
        @Nullable Long timestampMs,
        @Nullable Object key,
        @Nullable Object value,
        List<Header> headers) {

    /** Holds one header; the value may be null. */
    record Header(String name, @Nullable Bytes value) {}

    static SampleRecord of(String topic, @Nullable Object value) {
        return new SampleRecord(topic, null, null, null, value, List.of());
    }

    SampleRecord withKey(@Nullable Object newKey) {
        return new SampleRecord(topic, partition, timestampMs, newKey, value, headers);
    }

    SampleRecord withPartition(int newPartition) {
        return new SampleRecord(topic, newPartition, timestampMs, key, value, headers);
    }

    SampleRecord withTimestampMs(long newTimestampMs) {
        return new SampleRecord(topic, partition, newTimestampMs, key, value, headers);
    }

    SampleRecord withHeader(String name, @Nullable String newValue) {
        List<Header> longer = new ArrayList<>(headers);
        longer.add(new Header(name, newValue == null ? null : Bytes.wrap(newValue.getBytes(StandardCharsets.UTF_8))));
        return new SampleRecord(topic, partition, timestampMs, key, value, List.copyOf(longer));
    }
}
