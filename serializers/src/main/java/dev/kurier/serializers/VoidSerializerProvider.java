package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Stands for "there is nothing to serialize": the key serializer of records that have no keys.
 *
 * <p>A serializer never sees null, so this one is never called; an object that gets here all the same is refused.
 */
@Plugin(
        name = "void",
        aliases = {"none", "VoidSerializer", "org.apache.kafka.common.serialization.VoidSerializer"},
        summary = "No bytes at all: for records without keys.")
public final class VoidSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public VoidSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Void.class;
    }

    @Override
    public Serializer<Object> create(boolean isKey, PluginSettings settings) {
        String key = isKey ? "key.serializer" : "value.serializer";
        return (context, value, sink) -> {
            throw new IllegalArgumentException(key + "=void takes null only. Leave the " + (isKey ? "key" : "value")
                    + " out, or choose the serializer of its class with " + key + ".");
        };
    }
}
