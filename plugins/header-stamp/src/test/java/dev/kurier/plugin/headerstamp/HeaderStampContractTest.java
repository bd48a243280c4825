package dev.kurier.plugin.headerstamp;

import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.testkit.InterceptorContract;
import java.util.Map;

class HeaderStampContractTest extends InterceptorContract {
    @Override
    protected InterceptorProvider provider() {
        return new HeaderStampProvider();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("header.origin", "{host}/{client.id}");
    }
}
