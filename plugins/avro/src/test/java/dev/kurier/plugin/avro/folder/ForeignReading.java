package dev.kurier.plugin.avro.folder;

import dev.kurier.plugin.avro.Reading;
import java.time.Instant;
import java.util.function.Supplier;

/** Makes an object of a generated class with the application's copy of Avro. */
public final class ForeignReading implements Supplier<Object> {
    public ForeignReading() {}

    @Override
    public Object get() {
        Reading reading = new Reading();
        reading.put(0, Instant.ofEpochMilli(5));
        reading.put(1, "roof");
        return reading;
    }
}
