package dev.kurier.producer.send;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.InterruptException;
import dev.kurier.api.error.SerializationException;
import dev.kurier.api.spi.Serializer;
import dev.kurier.producer.plugin.ChosenSerializer;
import dev.kurier.producer.plugin.ContextLoader;
import org.jspecify.annotations.Nullable;

/** Turns a record's key and value into bytes. */
public final class RecordSerializers implements AutoCloseable {
    private final ChosenSerializer key;
    private final ChosenSerializer value;

    public RecordSerializers(ChosenSerializer key, ChosenSerializer value) {
        this.key = key;
        this.value = value;
    }

    /**
     * Writes key, value and headers into the scratch.
     *
     * @throws SerializationException if a serializer refuses
     */
    public void serialize(ProducerRecord<?, ?> record, SendScratch scratch) {
        scratch.serializing(true);
        int keyLength = write(key, record.key(), scratch.keyBytes, scratch);
        scratch.serializing(false);
        int valueLength = write(value, record.value(), scratch.valueBytes, scratch);
        scratch.pending.parts(scratch.keyBytes.array(), keyLength, scratch.valueBytes.array(), valueLength);
        scratch.pending.headers(scratch.headers());
    }

    @SuppressWarnings("unchecked") // checked against the serializer's type just before
    private static int write(ChosenSerializer chosen, @Nullable Object object, SinkBuffer sink, SendScratch scratch) {
        if (object == null) {
            return -1;
        }
        if (!chosen.type().isInstance(object)) {
            throw new SerializationException(wrongType(chosen, object, scratch), null);
        }
        try {
            ((Serializer<Object>) chosen.serializer()).serialize(scratch, object, sink);
            return sink.length();
        } catch (SerializationException | InterruptException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new SerializationException(
                    part(scratch) + " of a record for topic '" + scratch.topic() + "' could not be serialized by '"
                            + chosen.name() + "': a " + object.getClass().getName() + " met " + e,
                    e);
        }
    }

    private static String wrongType(ChosenSerializer chosen, Object object, SendScratch scratch) {
        String setting = scratch.isKey() ? "key.serializer" : "value.serializer";
        return part(scratch) + " of a record for topic '" + scratch.topic() + "' is a "
                + object.getClass().getName() + ", but " + setting + "=" + chosen.name() + " takes "
                + chosen.type().getName() + ". Choose a serializer for it, or convert it before sending.";
    }

    private static String part(SendScratch scratch) {
        return scratch.isKey() ? "the key" : "the value";
    }

    @Override
    public void close() {
        try {
            close(key.serializer());
        } finally {
            if (value.serializer() != key.serializer()) {
                close(value.serializer());
            }
        }
    }

    private static void close(Serializer<?> serializer) {
        try (ContextLoader own = ContextLoader.of(serializer.getClass())) {
            serializer.close();
        }
    }
}
