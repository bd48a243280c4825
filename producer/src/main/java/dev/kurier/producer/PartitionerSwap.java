package dev.kurier.producer;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.plugin.ContextLoader;
import dev.kurier.producer.plugin.PluginCatalog;
import dev.kurier.producer.send.PartitionStep;
import dev.kurier.sender.produce.FlushTicket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the partitioner of a running producer: holds keyed records back, flushes, looks for what may still be written,
 * exchanges, lets go.
 *
 * @param clientId the producer's name
 * @param catalog where plugins come from
 * @param shared the settings of Kafka's that every partitioner may read
 */
record PartitionerSwap(
        String clientId,
        PluginCatalog catalog,
        Map<String, String> shared,
        PartitionStep partitions,
        Lifecycle lifecycle) {
    private static final String CALL = "swapPartitioner()";

    private Partitioner make(String name, Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((key, value) -> named.put(name + "." + key, value));
        return catalog.partitioner(new PluginChoice("partitioner.class", name, null, named, shared), clientId);
    }

    /** Makes a plugin and puts it in place; closes it again if it can't be. */
    void to(String name, Map<String, String> settings, Duration timeout) {
        requirePossible(timeout);
        Partitioner next = make(name, settings);
        try {
            to(next, timeout);
        } catch (RuntimeException | Error e) {
            closeAfter(e, next);
            throw e;
        }
    }

    @SuppressWarnings("CatchThrowable") // what came first is what the caller has to see
    private static void closeAfter(Throwable first, Partitioner next) {
        try (ContextLoader own = ContextLoader.of(next.getClass())) {
            next.close();
        } catch (Throwable e) {
            first.addSuppressed(e);
        }
    }

    void to(Partitioner next, Duration timeout) {
        requirePossible(timeout);
        partitions.prepareExchange(next);
        boolean done = false;
        try {
            String obstacle = obstacle(timeout);
            if (obstacle != null) {
                throw new PluginException(
                        "partitioner " + next.getClass().getName() + " can't be put in place: " + obstacle
                                + ", so records with the same key could overtake them. The partitioner before stays in"
                                + " place. Try again later or with more time.",
                        null);
            }
            partitions.exchange(next);
            done = true;
        } finally {
            if (!done) {
                partitions.keep();
            }
        }
    }

    /** What keeps the order of keys from being kept, or null. */
    private @Nullable String obstacle(Duration timeout) {
        long deadlineNs = lifecycle.deadlineNs(timeout);
        boolean ended =
                lifecycle.settle(deadlineNs, CALL) != null && lifecycle.await(partitions.quiet(), deadlineNs, CALL);
        // Once more, to see what is left after the last of them.
        FlushTicket last = ended ? lifecycle.settle(deadlineNs, CALL) : null;
        if (last == null) {
            return "records sent before had no outcome within " + timeout.toMillis() + " ms";
        }
        return last.healingRecords() == 0
                ? null
                : last.healingRecords() + " record(s) reported UNKNOWN are still being sent again";
    }

    private void requirePossible(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout=" + timeout
                    + " is not allowed: it must be positive. Give the records under way time to end.");
        }
        if (lifecycle.isInnerThread()) {
            throw new IllegalStateException(
                    CALL + " inside a callback, or on another thread of the producer, is not allowed: it waits."
                            + " Call it from another thread.");
        }
        lifecycle.requireUsable();
    }
}
