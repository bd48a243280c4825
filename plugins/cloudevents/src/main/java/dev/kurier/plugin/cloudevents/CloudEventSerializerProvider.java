package dev.kurier.plugin.cloudevents;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.util.List;

/**
 * Makes serializers of CloudEvents.
 *
 * <p>They take events of CloudEvents' library, maps of attributes, and texts in the event format; see {@link EventReading}.
 */
@Plugin(
        name = "cloudevents",
        aliases = {"CloudEventSerializer", "io.cloudevents.kafka.CloudEventSerializer"},
        summary = "CloudEvents in the Kafka protocol binding, binary or structured.")
public final class CloudEventSerializerProvider implements SerializerProvider {
    private static final PluginSetting<Mode> MODE = PluginSetting.oneOf(
                    "mode",
                    "Puts the attributes into headers and the data into the value, or all into the value.",
                    Mode.class)
            .withDefault(Mode.BINARY);
    private static final PluginSetting<String> FORMAT = PluginSetting.text(
                    "format", "The content type of the event format of structured mode and of events given as text.")
            .withDefault(JsonFormat.CONTENT_TYPE);

    /** Names the content modes of the binding. */
    enum Mode {
        BINARY,
        STRUCTURED
    }

    /** Makes the provider. */
    public CloudEventSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Object.class;
    }

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(MODE, FORMAT);
    }

    @Override
    public Serializer<Object> create(boolean isKey, PluginSettings settings) {
        if (isKey) {
            throw new PluginException(
                    "an event is a value, and its attributes become headers of the record. Choose it as value.serializer,"
                            + " and another one for keys",
                    null);
        }
        EventFormat format = format(settings.get(FORMAT));
        EventReading reading = new EventReading(format);
        return settings.get(MODE) == Mode.BINARY
                ? new BinarySerializer(reading)
                : new StructuredSerializer(reading, format);
    }

    private static EventFormat format(String contentType) {
        if (contentType.equals(JsonFormat.CONTENT_TYPE)) {
            return new JsonFormat();
        }
        EventFormatProvider known = EventFormatProvider.getInstance();
        EventFormat format = known.resolveFormat(contentType);
        if (format == null) {
            throw new PluginException(
                    "its setting format=" + contentType.replaceAll("\\p{Cntrl}", "?") + " is no event format that was"
                            + " found: must be one of " + String.join(", ", known.getContentTypes())
                            + ". Add the jar of the format",
                    null);
        }
        return format;
    }
}
