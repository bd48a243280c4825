package dev.kurier.protocol.record;

import org.jspecify.annotations.Nullable;

/**
 * Carries one record's serialized parts to {@link RecordBatchWriter}.
 *
 * <p>Mutable and without any check, so that a thread can fill one instance again and again without allocating. Not safe for
 * use by two threads. The arrays belong to the caller and are only read. A length of {@value #NULL} stands for null; the
 * array is not touched then.
 */
public final class EncodedRecord {
    /** The length of a key or value that is null. */
    public static final int NULL = -1;

    static final byte[] NO_BYTES = {};
    static final byte[] NO_HEADERS = {0};

    /** Milliseconds since 1970, as the application or the producer's clock says. */
    public long timestampMs;

    /** The array that holds the key. */
    public byte[] key = NO_BYTES;

    /** Where in {@link #key} the key starts. */
    public int keyOffset;

    /** The key's length in bytes, or {@link #NULL}. */
    public int keyLength = NULL;

    /** The array that holds the value. */
    public byte[] value = NO_BYTES;

    /** Where in {@link #value} the value starts. */
    public int valueOffset;

    /** The value's length in bytes, or {@link #NULL}. */
    public int valueLength = NULL;

    /** The array that holds the encoded header section: a varint count and the entries. */
    public byte[] headers = NO_HEADERS;

    /** Where in {@link #headers} the section starts. */
    public int headersOffset;

    /** The section's length in bytes; at least 1, the count. */
    public int headersLength = NO_HEADERS.length;

    /** Makes an empty record: null key, null value, no headers. */
    public EncodedRecord() {}

    /** Sets the whole of {@code bytes}, or null, as key. */
    public EncodedRecord key(byte @Nullable [] bytes) {
        return bytes == null ? key(NO_BYTES, 0, NULL) : key(bytes, 0, bytes.length);
    }

    /** Sets a part of {@code bytes} as key; a length of {@link #NULL} means null. */
    public EncodedRecord key(byte[] bytes, int offset, int length) {
        key = bytes;
        keyOffset = offset;
        keyLength = length;
        return this;
    }

    /** Sets the whole of {@code bytes}, or null, as value. */
    public EncodedRecord value(byte @Nullable [] bytes) {
        return bytes == null ? value(NO_BYTES, 0, NULL) : value(bytes, 0, bytes.length);
    }

    /** Sets a part of {@code bytes} as value; a length of {@link #NULL} means null. */
    public EncodedRecord value(byte[] bytes, int offset, int length) {
        value = bytes;
        valueOffset = offset;
        valueLength = length;
        return this;
    }

    /** Sets an encoded header section, as {@link HeadersEncoder} makes it. */
    public EncodedRecord headers(byte[] bytes, int offset, int length) {
        headers = bytes;
        headersOffset = offset;
        headersLength = length;
        return this;
    }

    /** Sets the section of a record without headers: one byte, 0x00. */
    public EncodedRecord noHeaders() {
        return headers(NO_HEADERS, 0, NO_HEADERS.length);
    }

    /** Sets the timestamp, milliseconds since 1970. */
    public EncodedRecord timestampMs(long timestamp) {
        timestampMs = timestamp;
        return this;
    }

    /** Lets go of all arrays, so that a reused instance keeps no user data alive. */
    public void clear() {
        key(null).value(null).noHeaders().timestampMs(0);
    }
}
