package dev.kurier.plugin.avro.folder;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.producer.Kurier;
import java.util.Map;
import java.util.function.BiFunction;

/** Is an application without the plugin on its class path: sends one value, and returns what it is told of it. */
public final class FolderApp implements BiFunction<Map<String, Object>, Object, String> {
    public FolderApp() {}

    @Override
    public String apply(Map<String, Object> settings, Object value) {
        try (Producer<Void, Object> producer = Kurier.producer(settings).build()) {
            return producer.send(ProducerRecord.of("orders", value)).get().toString();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
