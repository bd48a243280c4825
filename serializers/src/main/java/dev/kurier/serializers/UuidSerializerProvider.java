package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.util.UUID;

/**
 * Writes a UUID as text of 36 characters.
 *
 * <p>Hexadecimal, lower case, with hyphens: the form of {@link UUID#toString}.
 */
@Plugin(
        name = "uuid",
        aliases = {"UUIDSerializer", "org.apache.kafka.common.serialization.UUIDSerializer"},
        summary = "A UUID as text of 36 characters.")
public final class UuidSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public UuidSerializerProvider() {}

    @Override
    public Class<?> type() {
        return UUID.class;
    }

    @Override
    public Serializer<UUID> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putUtf8(value.toString());
    }
}
