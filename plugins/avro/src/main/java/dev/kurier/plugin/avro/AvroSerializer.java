package dev.kurier.plugin.avro;

import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.plugin.avro.registry.SchemaRegistry;
import org.apache.avro.Schema;

/**
 * Finds an object's schema and the schema's id, and writes both.
 *
 * <p>The first object of a schema waits for the registry, on the thread that sends; the others find the id in memory.
 */
final class AvroSerializer implements Serializer<Object> {
    private final SubjectNameStrategy strategy;
    private final WireSchemas schemas;
    private final SchemaRegistry registry;
    private final ForeignSchemas foreignSchemas = new ForeignSchemas();

    AvroSerializer(SubjectNameStrategy strategy, WireSchemas schemas, SchemaRegistry registry) {
        this.strategy = strategy;
        this.schemas = schemas;
        this.registry = registry;
    }

    @Override
    public void serialize(SerializationContext context, Object object, BytesSink sink) {
        Schema schema = AvroTypes.schemaOf(object);
        if (schema != null) {
            wire(context, schema).write(object, sink);
            return;
        }
        ForeignSchemas.Foreign foreign = foreignSchemas.find(object);
        if (foreign == null) {
            throw new IllegalArgumentException(object.getClass().getName()
                    + " has no Avro schema: send a GenericRecord, a generated SpecificRecord, a text, a number, a boolean,"
                    + " a byte[] or a ByteBuffer");
        }
        wire(context, foreign.schema()).write(object, sink, foreign.encoding());
    }

    private WireSchema wire(SerializationContext context, Schema schema) {
        WireSchema known = schemas.find(context.topic(), schema);
        return known != null
                ? known
                : schemas.ask(context.topic(), strategy.subject(context.topic(), context.isKey(), schema), schema);
    }

    @Override
    public void close() {
        registry.close();
    }
}
