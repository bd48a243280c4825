package dev.kurier.plugin.json;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.util.List;

/** Makes serializers of any object as JSON. */
@Plugin(
        name = "json",
        aliases = {"jackson", "JsonSerializer"},
        summary = "Any object as JSON, with Jackson 3.")
public final class JsonSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public JsonSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Object.class;
    }

    @Override
    public List<PluginSetting<?>> settings() {
        return JsonSettings.ALL;
    }

    @Override
    public Serializer<Object> create(boolean isKey, PluginSettings settings) {
        return new JsonSerializer(
                JsonSettings.mapper(settings, isKey),
                settings.get(JsonSettings.TYPE_HEADER).orElse(null));
    }
}
