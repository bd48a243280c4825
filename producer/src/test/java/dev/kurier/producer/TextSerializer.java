package dev.kurier.producer;

import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;

/** Is a serializer of the tests' own, to be handed in as an object. */
interface TextSerializer extends Serializer<String> {
    @Override
    default void serialize(SerializationContext context, String value, BytesSink sink) {
        sink.putUtf8(value);
    }
}
