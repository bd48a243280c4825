package org.example.phone;

import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.testkit.SerializerContract;
import java.util.List;
import java.util.Map;

/** Everything that Kurier demands of a serializer, tried on this one. */
class PhoneContractTest extends SerializerContract<String> {
    @Override
    protected SerializerProvider provider() {
        return new PhoneSerializerProvider();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("country-code", "49");
    }

    @Override
    protected List<String> samples() {
        return List.of("+49 30 901820", "0049 (30) 90 18 20", "030/901820", "+82-2-120-0000");
    }
}
