package dev.kurier.plugin.logging;

import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.testkit.InterceptorContract;

class LoggingContractTest extends InterceptorContract {
    @Override
    protected InterceptorProvider provider() {
        return new LoggingProvider();
    }
}
