package dev.kurier.plugin.avro;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.plugin.avro.registry.RegisteredSchema;
import dev.kurier.plugin.avro.registry.SchemaRegistry;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Asks the registry what to write objects of a schema with: registers it, finds it, or takes the latest version. */
final class SchemaLookup {
    private final SchemaRegistry registry;
    private final boolean registers;
    private final boolean takesLatest;
    private final boolean normalizes;
    private final long latestTtlNs;

    SchemaLookup(SchemaRegistry registry, PluginSettings settings) {
        this.registry = registry;
        this.registers = settings.get(AvroSettings.AUTO_REGISTER);
        this.takesLatest = settings.get(AvroSettings.USE_LATEST);
        this.normalizes = settings.get(AvroSettings.NORMALIZE);
        long ttlSeconds = settings.get(AvroSettings.LATEST_TTL);
        this.latestTtlNs = ttlSeconds < 0 || !takesLatest ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(ttlSeconds);
    }

    /** For how long what was found may be used; {@code Long.MAX_VALUE} for ever. */
    long validForNs() {
        return latestTtlNs;
    }

    /**
     * Asks; blocks for one request.
     *
     * @throws dev.kurier.plugin.avro.registry.RegistryException if the registry refuses or does not answer in time
     */
    WireSchema find(String subject, Schema schema) {
        if (takesLatest) {
            return latest(subject, schema);
        }
        RegisteredSchema found = registers
                ? registry.register(subject, schema.toString(), normalizes)
                : registry.find(subject, schema.toString(), normalizes);
        return WireSchema.of(found.id(), schema);
    }

    private WireSchema latest(String subject, Schema own) {
        RegisteredSchema found = registry.latest(subject);
        Schema latest = new Schema.Parser().parse(found.text());
        if (latest.equals(own)) {
            return WireSchema.of(found.id(), own);
        }
        SchemaCompatibility.SchemaPairCompatibility compatibility =
                SchemaCompatibility.checkReaderWriterCompatibility(latest, own);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new IllegalArgumentException("objects of the schema " + own.getFullName()
                    + " can't be written as the latest version of subject=" + subject + ", id=" + found.id() + ": "
                    + compatibility.getResult().getIncompatibilities()
                    + ". Build them with a schema that the latest version can read, register theirs, or set"
                    + " use.latest.version=false.");
        }
        return WireSchema.converting(found.id(), own, latest);
    }
}
