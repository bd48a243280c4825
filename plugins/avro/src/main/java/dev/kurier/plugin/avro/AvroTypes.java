package dev.kurier.plugin.avro;

import java.nio.ByteBuffer;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Knows which objects have a schema, and what else may stand in their fields. */
final class AvroTypes {
    /** Without logical types, for what was just decoded. */
    static final GenericData PLAIN = new GenericData();

    /** With Java's classes for Avro's logical types: a field may hold an {@code Instant} as well as a long. */
    static final GenericData GENERIC = withLogicalTypes(new GenericData());

    private static final Schema BOOLEAN = Schema.create(Schema.Type.BOOLEAN);
    private static final Schema INT = Schema.create(Schema.Type.INT);
    private static final Schema LONG = Schema.create(Schema.Type.LONG);
    private static final Schema FLOAT = Schema.create(Schema.Type.FLOAT);
    private static final Schema DOUBLE = Schema.create(Schema.Type.DOUBLE);
    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

    private AvroTypes() {}

    /** The schema of an object, or null if it has none. */
    static @Nullable Schema schemaOf(Object object) {
        if (object instanceof GenericContainer container) {
            return container.getSchema();
        } else if (object instanceof CharSequence) {
            return STRING;
        } else if (object instanceof byte[] || object instanceof ByteBuffer) {
            return BYTES;
        } else if (object instanceof Integer) {
            return INT;
        } else if (object instanceof Long) {
            return LONG;
        } else if (object instanceof Double) {
            return DOUBLE;
        } else if (object instanceof Float) {
            return FLOAT;
        } else {
            return object instanceof Boolean ? BOOLEAN : null;
        }
    }

    /** What a generated class says of its own logical types. */
    static SpecificData of(SpecificRecord record) {
        return SpecificData.getForClass(record.getClass());
    }

    private static GenericData withLogicalTypes(GenericData data) {
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampNanosConversion());
        return data;
    }
}
