package dev.kurier.plugin.logging;

import dev.kurier.api.Header;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is logged of a record.
 *
 * @param clientId the producer's name, which begins each line
 * @param key what is shown of keys
 * @param showsValue whether values are shown
 * @param cut how keys and values are written
 */
record RecordText(String clientId, KeyView key, boolean showsValue, TextCut cut) {
    /** A line for a record on its way; of headers the names only. */
    String sending(ProducerRecord<?, ?> record) {
        StringBuilder line = new StringBuilder("[").append(clientId).append("] sending to ");
        line.append(record.topic());
        if (record.hasPartition()) {
            line.append('-').append(record.partition());
        }
        line.append(", ").append(keyOf(record.key()));
        Object value = record.value();
        if (value == null) {
            line.append(", tombstone");
        } else if (showsValue) {
            line.append(", value=").append(cut.of(value));
        }
        if (record.hasTimestamp()) {
            line.append(", timestamp=").append(record.timestampMs());
        }
        if (!record.headers().isEmpty()) {
            line.append(", headers ").append(names(record.headers().iterator()));
        }
        return line.toString();
    }

    /** A line for a record that is in the log. */
    String written(RecordMetadata metadata) {
        return "[" + clientId + "] written " + metadata + ", key " + bytes(metadata.serializedKeySize()) + ", value "
                + bytes(metadata.serializedValueSize());
    }

    /** A line for a record that is not, or nobody knows. */
    String failed(@Nullable RecordMetadata metadata, ProducerException error) {
        return "[" + clientId + "] failed" + (metadata == null ? "" : " " + metadata.topicPartition()) + ": "
                + error.code() + ", " + error.outcome() + ": " + error.getMessage();
    }

    private String keyOf(@Nullable Object object) {
        if (object == null) {
            return "no key";
        }
        return switch (key) {
            case SHOWN -> "key=" + cut.of(object);
            case MASKED -> "key=*** (" + cut.lengthOf(object) + ")";
            case HIDDEN -> "with a key";
        };
    }

    private Set<String> names(Iterator<Header> headers) {
        Set<String> names = new LinkedHashSet<>();
        headers.forEachRemaining(header -> names.add(cut.of(header.name())));
        return names;
    }

    private static String bytes(int size) {
        return size < 0 ? "none" : size + " bytes";
    }
}
