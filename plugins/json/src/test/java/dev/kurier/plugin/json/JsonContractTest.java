package dev.kurier.plugin.json;

import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.testkit.SerializerContract;
import java.util.List;
import java.util.Map;

class JsonContractTest extends SerializerContract<Object> {
    @Override
    protected SerializerProvider provider() {
        return new JsonSerializerProvider();
    }

    @Override
    protected List<Object> samples() {
        return List.of("text", 7, List.of("a", 1), Map.of("name", "value"), "x".repeat(10_000));
    }
}
