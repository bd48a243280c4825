package dev.kurier.plugin.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Holds what the tests serialize. */
final class Schemas {
    static final Schema ORDER = SchemaBuilder.record("Order")
            .namespace("com.example")
            .fields()
            .requiredString("id")
            .requiredLong("cents")
            .endRecord();

    private Schemas() {}

    static GenericRecord order(String id, long cents) {
        return order(ORDER, id, cents);
    }

    static GenericRecord order(Schema schema, String id, long cents) {
        GenericRecord order = new GenericData.Record(schema);
        order.put("id", id);
        order.put("cents", cents);
        return order;
    }

    /** An equal schema of another identity. */
    static Schema again(Schema schema) {
        return new Schema.Parser().parse(schema.toString());
    }

    /** Reads with Avro's own reader what stands behind the id. */
    static Object decode(Schema schema, byte[] wire) {
        try {
            return new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(Arrays.copyOfRange(wire, 5, wire.length), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
