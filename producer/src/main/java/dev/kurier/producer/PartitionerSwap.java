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

    private Partitioner make(String name, Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((key, value) -> named.put(name + "." + key, value));
        return catalog.partitioner(new PluginChoice("partitioner.class", name, null, named, shared), clientId);
    }

    /** Makes a plugin and puts it in place; closes it again if it can't be. */
    void to(String name, Map<String, String> settings, Duration timeout) {
        Partitioner next = make(name, settings);
        boolean done = false;
        try {
            to(next, timeout);
            done = true;
        } finally {
            if (!done) {
                try (ContextLoader own = ContextLoader.of(next.getClass())) {
                    next.close();
                }
            }
        }
    }

    void to(Partitioner next, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout=" + timeout
                    + " is not allowed: it must be positive. Give the records under way time to end.");
        }
        lifecycle.requireUsable();
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
        FlushTicket flushed = lifecycle.flushed(timeout);
        if (flushed == null || !lifecycle.await(partitions.quiet(), timeout, "swapPartitioner()")) {
            return "records sent before had no outcome within " + timeout.toMillis() + " ms";
        }
        return flushed.healingRecords() == 0
                ? null
                : flushed.healingRecords() + " record(s) reported UNKNOWN are still being sent again";
    }
}
