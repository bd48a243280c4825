package dev.kurier.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundNameResolverTest {
    @Test
    void failsALookUpForWhichThereIsNoThreadAndMakesTheNext() {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        BackgroundNameResolver resolver = new BackgroundNameResolver(
                task -> new Thread(task) {
                    @Override
                    public void start() {
                        if (exhausted.get()) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        super.start();
                    }
                },
                () -> {});

        NameResolver.Resolution failed = resolver.resolve("127.0.0.1");
        assertThat(failed.addresses()).isNull();
        assertThat(failed.failure())
                .contains("'127.0.0.1' was not looked up", "no thread", "unable to create native thread");

        exhausted.set(false);
        NameResolver.Resolution next = resolver.resolve("127.0.0.1");
        while (next.addresses() == null) {
            assertThat(next.failure()).isNull();
            Thread.onSpinWait();
        }
        resolver.close();
    }
}
