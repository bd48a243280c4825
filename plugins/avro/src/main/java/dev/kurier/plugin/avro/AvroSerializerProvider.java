package dev.kurier.plugin.avro;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.plugin.avro.registry.RegistryTime;
import dev.kurier.plugin.avro.registry.SchemaRegistry;
import java.util.List;
import java.util.Objects;

/** Makes the serializer {@code avro}. */
@Plugin(
        name = "avro",
        aliases = {"KafkaAvroSerializer", "io.confluent.kafka.serializers.KafkaAvroSerializer"},
        summary = "Avro with a schema registry, in Confluent's wire format: records, primitives and bytes.")
public final class AvroSerializerProvider implements SerializerProvider {
    /** Makes the provider. */
    public AvroSerializerProvider() {}

    @Override
    public Class<?> type() {
        return Object.class;
    }

    @Override
    public List<PluginSetting<?>> settings() {
        return AvroSettings.declared();
    }

    @Override
    public Serializer<?> create(boolean isKey, PluginSettings settings) {
        return create(isKey, settings, RegistryTime.SYSTEM);
    }

    static AvroSerializer create(boolean isKey, PluginSettings settings, RegistryTime time) {
        AvroSettings.requireOneWay(settings);
        SchemaRegistry registry = new SchemaRegistry(AvroSettings.registry(settings), time);
        SchemaLookup lookup = new SchemaLookup(registry, settings);
        SubjectNameStrategy strategy =
                Objects.requireNonNull(SubjectNameStrategy.find(settings.get(AvroSettings.STRATEGY)));
        WireSchemas schemas = new WireSchemas(lookup, settings.get(AvroSettings.CACHE_SIZE), time);
        return new AvroSerializer(strategy, schemas, registry);
    }
}
