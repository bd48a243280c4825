package dev.kurier.plugin.cloudevents;

import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.CloudEventUtils;

/**
 * Writes the attributes as headers and the data as the value (Kafka protocol binding for CloudEvents 1.0.2, section 3.2).
 *
 * <p>An event without data has an empty value, not null: null would delete its key from a compacted topic. May be used by
 * any number of threads.
 */
record BinarySerializer(EventReading reading) implements Serializer<Object> {
    @Override
    public void serialize(SerializationContext context, Object value, BytesSink sink) {
        CloudEvent event = reading.eventOf(value);
        CloudEventUtils.toContextReader(event)
                .readContext(new AttributeHeaders(context).specVersion(event.getSpecVersion()));
        CloudEventData data = event.getData();
        if (data != null) {
            sink.adopt(data.toBytes());
        }
    }
}
