package dev.kurier.cli.produce;

import dev.kurier.api.Headers;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.InvalidRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes a record of a line. */
final class RecordTemplate {
    private final String topic;
    private final @Nullable Integer partition;
    private final byte @Nullable [] key;
    private final byte @Nullable [] separator;
    private final Headers headers;
    private final TextType keyType;
    private final TextType valueType;

    RecordTemplate(RecordOptions options, TextType keyType, TextType valueType) {
        this.topic = options.topic;
        this.partition = options.partition;
        this.key = options.key == null ? null : options.key.getBytes(StandardCharsets.UTF_8);
        this.separator = options.separator == null ? null : options.separator.bytes();
        this.headers = Headers.copyOf(options.headers);
        this.keyType = keyType;
        this.valueType = valueType;
    }

    /**
     * Checks all that does not depend on a line.
     *
     * @throws InvalidRecordException if no line could become a record
     */
    void requireUsable() {
        Object someKey = key == null ? null : keyOf(key);
        complete(ProducerRecord.of(topic, someKey, ""));
    }

    /** Tells whether what stands first in a line is text, and not any bytes. */
    boolean beginsWithText() {
        return (separator == null ? valueType : keyType).isText();
    }

    /**
     * Makes the record.
     *
     * @throws InvalidRecordException if the line can't become one, without the line's text: it may be a secret
     */
    ProducerRecord<Object, Object> fill(Line line) {
        byte[] text = line.bytes();
        if (separator == null) {
            return record(key, text);
        }
        int at = indexOf(text, separator);
        if (at < 0) {
            throw new InvalidRecordException(
                    "the line has no separator between key and value; -K says what it is. Leave -K out for records"
                            + " without keys.");
        }
        return record(Arrays.copyOf(text, at), Arrays.copyOfRange(text, at + separator.length, text.length));
    }

    private ProducerRecord<Object, Object> record(byte @Nullable [] keyText, byte[] valueText) {
        Object recordKey = keyText == null ? null : keyOf(keyText);
        Object value = read(valueType, valueText, "value");
        if (value != null) {
            return complete(ProducerRecord.of(topic, recordKey, value));
        }
        if (recordKey == null) {
            throw new InvalidRecordException("a record with neither key nor value says nothing; with"
                    + " --value-serializer void give a key by -k or -K");
        }
        return complete(ProducerRecord.tombstone(topic, recordKey));
    }

    private ProducerRecord<Object, Object> complete(ProducerRecord<Object, Object> record) {
        ProducerRecord<Object, Object> addressed = partition == null ? record : record.withPartition(partition);
        return addressed.withHeaders(headers);
    }

    private @Nullable Object keyOf(byte[] text) {
        return read(keyType, text, "key");
    }

    private static @Nullable Object read(TextType type, byte[] text, String what) {
        try {
            return type.read(text);
        } catch (UnreadableTextException e) {
            throw new InvalidRecordException("the " + what + " is not " + e.getMessage() + ", which --" + what
                    + "-serializer takes. Choose another serializer, or correct the " + what + ".");
        }
    }

    private static int indexOf(byte[] text, byte[] wanted) {
        for (int at = 0; at + wanted.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
