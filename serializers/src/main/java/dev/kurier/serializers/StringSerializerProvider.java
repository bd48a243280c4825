package dev.kurier.serializers;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes text, in UTF-8 unless told otherwise.
 *
 * <p>Writes what {@code String.getBytes(charset)} gives: what the charset has no bytes for, half of a surrogate pair for
 * example, becomes a question mark. The setting is Kafka's {@code key.serializer.encoding},
 * {@code value.serializer.encoding} or {@code serializer.encoding}.
 */
@Plugin(
        name = "string",
        aliases = {"StringSerializer", "org.apache.kafka.common.serialization.StringSerializer"},
        summary = "Text, in UTF-8 unless told otherwise.")
public final class StringSerializerProvider implements SerializerProvider {
    private static final PluginSetting<String> ENCODING = PluginSetting.text(
                    "encoding", "The charset that texts are written in.")
            .withDefault(StandardCharsets.UTF_8.name())
            .allowed(
                    StringSerializerProvider::canBeWritten,
                    "the name of a charset that this JVM can write, for example UTF-8, ISO-8859-1 or UTF-16");

    /** Makes the provider. */
    public StringSerializerProvider() {}

    @Override
    public Class<?> type() {
        return String.class;
    }

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(ENCODING);
    }

    @Override
    public Serializer<String> create(boolean isKey, PluginSettings settings) {
        Charset charset = Charset.forName(settings.get(ENCODING));
        if (charset.equals(StandardCharsets.UTF_8)) {
            return (context, value, sink) -> sink.putUtf8(value);
        }
        return (context, value, sink) -> sink.adopt(value.getBytes(charset));
    }

    private static boolean canBeWritten(String name) {
        return Charset.isSupported(name) && Charset.forName(name).canEncode();
    }
}
