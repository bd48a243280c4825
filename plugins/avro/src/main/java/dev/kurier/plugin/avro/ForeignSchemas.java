package dev.kurier.plugin.avro;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the schemas of other copies of Avro's library, each schema object once. May be used from any thread. */
final class ForeignSchemas {
    private static final int LIMIT = 1_000;

    private final Map<Class<?>, Known> classes = new ConcurrentHashMap<>();
    private final Map<Same, Foreign> schemas = new ConcurrentHashMap<>();

    /** Is a schema as this copy reads it, and how that copy writes its objects. */
    record Foreign(Schema schema, Encoding encoding) {}

    private record Known(@Nullable ForeignAvro avro) {}

    private record Same(Object schema) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same that && schema == that.schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }

    /** What is known of the object's schema, or null if it has none. */
    @Nullable
    Foreign find(Object object) {
        ForeignAvro avro = classes.computeIfAbsent(object.getClass(), type -> new Known(ForeignAvro.of(type)))
                .avro();
        if (avro == null) {
            return null;
        }
        Same key = new Same(avro.schemaOf(object));
        Foreign known = schemas.get(key);
        if (known == null) {
            if (schemas.size() >= LIMIT) {
                schemas.clear();
            }
            known = new Foreign(new Schema.Parser().parse(key.schema().toString()), avro.encoding(key.schema()));
            schemas.put(key, known);
        }
        return known;
    }
}
