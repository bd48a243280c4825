package dev.kurier.api;

import dev.kurier.api.error.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Carries one record to be written: topic and value always, key, partition, timestamp and headers if wanted.
 *
 * <p>Immutable; the {@code with} methods return a changed copy. A record without a value is a <em>tombstone</em> (it
 * deletes its key from a compacted topic) and is made by {@link #tombstone} only, so that a forgotten value is an error
 * and not a deletion.
 *
 * @param <K> the key's type
 * @param <V> the value's type
 */
public final class ProducerRecord<K, V> {
    private static final int MAX_TOPIC_LENGTH = 249;

    private final String topic;
    private final @Nullable K key;
    private final @Nullable V value;
    private final int partition;
    private final long timestampMs;
    private final Headers headers;

    private ProducerRecord(
            String topic, @Nullable K key, @Nullable V value, int partition, long timestampMs, Headers headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.partition = partition;
        this.timestampMs = timestampMs;
        this.headers = headers;
    }

    /**
     * Makes a record without a key.
     *
     * @throws InvalidRecordException if the topic's name is not legal or the value is null
     */
    public static <K, V> ProducerRecord<K, V> of(String topic, V value) {
        return of(topic, null, value);
    }

    /**
     * Makes a record with a key (null: none).
     *
     * @throws InvalidRecordException if the topic's name is not legal or the value is null
     */
    public static <K, V> ProducerRecord<K, V> of(String topic, @Nullable K key, V value) {
        requireLegalTopic(topic);
        if (value == null) {
            throw new InvalidRecordException("value=null is not allowed in a record for topic '" + topic
                    + "': a record needs a value. Use ProducerRecord.tombstone(topic, key) to delete a key.");
        }
        return new ProducerRecord<>(topic, key, value, -1, -1, Headers.none());
    }

    /**
     * Makes a record without a value, which deletes {@code key} from a compacted topic.
     *
     * @throws InvalidRecordException if the topic's name is not legal or the key is null
     */
    public static <K, V> ProducerRecord<K, V> tombstone(String topic, K key) {
        requireLegalTopic(topic);
        if (key == null) {
            throw new InvalidRecordException("key=null is not allowed in a tombstone for topic '" + topic
                    + "': there is nothing it could delete. Pass the key to delete.");
        }
        return new ProducerRecord<>(topic, key, null, -1, -1, Headers.none());
    }

    /**
     * Returns this record for that partition, whatever the partitioner would say.
     *
     * @param partition the partition's number, at least 0
     * @throws InvalidRecordException if it is negative
     */
    public ProducerRecord<K, V> withPartition(int partition) {
        if (partition < 0) {
            throw new InvalidRecordException("partition=" + partition
                    + " is not allowed: partitions are numbered from 0. Leave it out to let the partitioner choose.");
        }
        return new ProducerRecord<>(topic, key, value, partition, timestampMs, headers);
    }

    /**
     * Returns this record with that timestamp in place of the time of {@code send}.
     *
     * @param timestampMs milliseconds since 1970, at least 0
     * @throws InvalidRecordException if it is negative
     */
    public ProducerRecord<K, V> withTimestamp(long timestampMs) {
        if (timestampMs < 0) {
            throw new InvalidRecordException("timestamp=" + timestampMs
                    + " is not allowed: it must be milliseconds since 1970, at least 0. Leave it out for the time of"
                    + " send.");
        }
        return new ProducerRecord<>(topic, key, value, partition, timestampMs, headers);
    }

    /**
     * Returns this record with {@code headers} in place of its own.
     *
     * @throws InvalidRecordException if they are null
     */
    public ProducerRecord<K, V> withHeaders(Headers headers) {
        if (headers == null) {
            throw new InvalidRecordException("headers=null is not allowed in a record for topic '" + topic
                    + "'. Use Headers.none() for a record without headers.");
        }
        return new ProducerRecord<>(topic, key, value, partition, timestampMs, headers);
    }

    /** Returns this record with one more header. */
    public ProducerRecord<K, V> withHeader(String name, byte @Nullable [] value) {
        return withHeaders(headers.with(name, value));
    }

    /** Where the record goes. */
    public String topic() {
        return topic;
    }

    /** The key, or null. */
    public @Nullable K key() {
        return key;
    }

    /** The value; null only in a tombstone. */
    public @Nullable V value() {
        return value;
    }

    /** Tells whether this record deletes its key. */
    public boolean isTombstone() {
        return value == null;
    }

    /** Tells whether the caller chose the partition. */
    public boolean hasPartition() {
        return partition >= 0;
    }

    /** The partition that the caller chose, or -1. */
    public int partition() {
        return partition;
    }

    /** Tells whether the caller gave a timestamp. */
    public boolean hasTimestamp() {
        return timestampMs >= 0;
    }

    /** The timestamp that the caller gave, in milliseconds since 1970, or -1. */
    public long timestampMs() {
        return timestampMs;
    }

    /** The headers, possibly none. */
    public Headers headers() {
        return headers;
    }

    /** Writes where the record goes and its header names; key and value may be secrets. */
    @Override
    public String toString() {
        return "ProducerRecord[" + topic
                + (hasPartition() ? "-" + partition : "")
                + (hasTimestamp() ? ", timestamp=" + timestampMs : "")
                + (key == null ? ", no key" : "")
                + (isTombstone() ? ", tombstone" : "")
                + (headers.isEmpty() ? "" : ", headers=" + headers)
                + "]";
    }

    private static void requireLegalTopic(String topic) {
        if (topic == null || !isLegalTopic(topic)) {
            throw new InvalidRecordException("topic=" + quoted(topic)
                    + " is not allowed: 1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-', and not '.' or '..'.");
        }
    }

    private static boolean isLegalTopic(String topic) {
        int length = topic.length();
        if (length == 0 || length > MAX_TOPIC_LENGTH || topic.equals(".") || topic.equals("..")) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = topic.charAt(i);
            boolean legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!legal) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(@Nullable String topic) {
        if (topic == null) {
            return "null";
        }
        String cut = topic.length() > 60 ? topic.substring(0, 60) + "…(" + topic.length() + " characters)" : topic;
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
