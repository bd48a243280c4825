package dev.kurier.api.spi;

import dev.kurier.api.Headers;
import org.jspecify.annotations.Nullable;

/** Tells a serializer what it is serializing for; valid only during the call. */
public interface SerializationContext {
    /** The record's topic. */
    String topic();

    /** Tells whether the key is serialized, not the value. */
    boolean isKey();

    /** The record's headers, those that were added before included. */
    Headers headers();

    /** Adds a header to the record, behind the others. */
    void addHeader(String name, byte @Nullable [] value);
}
