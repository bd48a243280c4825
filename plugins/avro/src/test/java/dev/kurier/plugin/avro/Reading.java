package dev.kurier.plugin.avro;

import java.time.Instant;
import org.apache.avro.Conversion;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Is shaped like a class that Avro's compiler generates, with a logical type. */
public final class Reading extends SpecificRecordBase {
    public static final Schema SCHEMA$ = SchemaBuilder.record("Reading")
            .namespace("dev.kurier.plugin.avro")
            .fields()
            .name("at")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredString("sensor")
            .endRecord();
    private static final SpecificData MODEL$ = new SpecificData();
    private static final long serialVersionUID = 1L;

    static {
        MODEL$.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private transient Instant at;
    private CharSequence sensor;

    public Reading() {}

    Reading(Instant at, CharSequence sensor) {
        this.at = at;
        this.sensor = sensor;
    }

    @Override
    public SpecificData getSpecificData() {
        return MODEL$;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public Conversion<?> getConversion(int field) {
        return field == 0 ? new TimeConversions.TimestampMillisConversion() : null;
    }

    @Override
    public Object get(int field) {
        return field == 0 ? at : sensor;
    }

    @Override
    public void put(int field, Object value) {
        if (field == 0) {
            at = (Instant) value;
        } else {
            sensor = (CharSequence) value;
        }
    }
}
