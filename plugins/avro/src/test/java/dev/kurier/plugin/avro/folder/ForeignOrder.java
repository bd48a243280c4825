package dev.kurier.plugin.avro.folder;

import java.util.function.Supplier;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Makes a record with the application's copy of Avro. */
public final class ForeignOrder implements Supplier<Object> {
    public ForeignOrder() {}

    @Override
    public Object get() {
        GenericRecord order = new GenericData.Record(SchemaBuilder.record("Order")
                .fields()
                .requiredString("id")
                .requiredLong("cents")
                .endRecord());
        order.put("id", "abc");
        order.put("cents", 150L);
        return order;
    }
}
