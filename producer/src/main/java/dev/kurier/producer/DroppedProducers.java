package dev.kurier.producer;

import java.lang.ref.Cleaner;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes producers that an application has let go of without {@code close}, and says so.
 *
 * <p>One thread for the class loader, which ends with it. A producer that something of its own refers to, such as an interceptor
 * that sends, can't be found this way.
 */
final class DroppedProducers {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.close");
    private static final Cleaner CLEANER = Cleaner.create();
    private static final Set<String> OWN =
            Set.of(DroppedProducers.class.getName(), ProducerAssembly.class.getName(), ProducerBuilder.class.getName());

    private DroppedProducers() {}

    /** Watches a producer from now on; {@code lifecycle} must not refer to it. */
    static void watch(Object producer, Lifecycle lifecycle, String clientId) {
        String builtAt = caller();
        CLEANER.register(producer, () -> {
            if (lifecycle.abandon()) {
                LOG.warn(
                        "[{}] a producer was dropped without close(); it was built at {}. It closes now, after sending what"
                                + " it has accepted. Call close(), or use try-with-resources.",
                        clientId,
                        builtAt);
            }
        });
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                        .findFirst()
                        .map(Object::toString)
                        .orElse("an unknown place"));
    }
}
