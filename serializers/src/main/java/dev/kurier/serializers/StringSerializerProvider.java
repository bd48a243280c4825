package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/**
 * Writes text in UTF-8.
 *
 * <p>Writes what {@code String.getBytes(UTF_8)} gives: half of a surrogate pair becomes a question mark.
 */
@Plugin(
        name = "string",
        aliases = {"StringSerializer", "org.apache.kafka.common.serialization.StringSerializer"},
        summary = "Text in UTF-8.")
public final class StringSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public StringSerializerProvider() {}

    @Override
    public Class<?> type() {
        return String.class;
    }

    @Override
    public Serializer<String> create(boolean isKey, PluginSettings settings) {
        return (context, value, sink) -> sink.putUtf8(value);
    }
}
