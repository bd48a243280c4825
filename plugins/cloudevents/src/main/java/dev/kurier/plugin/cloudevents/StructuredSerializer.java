package dev.kurier.plugin.cloudevents;

import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import io.cloudevents.core.format.EventFormat;
import java.nio.charset.StandardCharsets;

/**
 * Writes the whole event as the value (Kafka protocol binding for CloudEvents 1.0.2, section 3.3).
 *
 * <p>May be used by any number of threads.
 */
record StructuredSerializer(EventReading reading, EventFormat format) implements Serializer<Object> {
    @Override
    public void serialize(SerializationContext context, Object value, BytesSink sink) {
        byte[] event = format.serialize(reading.eventOf(value));
        context.addHeader(
                AttributeHeaders.CONTENT_TYPE, format.serializedContentType().getBytes(StandardCharsets.UTF_8));
        sink.adopt(event);
    }
}
