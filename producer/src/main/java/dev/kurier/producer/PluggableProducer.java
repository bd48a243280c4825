package dev.kurier.producer;

import dev.kurier.api.Producer;
import dev.kurier.api.spi.Partitioner;
import java.time.Duration;
import java.util.Map;

/**
 * Is a producer whose partitioner can be exchanged while it runs.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface PluggableProducer<K, V> extends Producer<K, V> {
    /**
     * Exchanges the partitioner at a batch border, so that the records of each key keep their order.
     *
     * <p>Open batches leave; records with a key wait in {@code send}, at most {@code max.block.ms}, until every record sent
     * before has its outcome; then {@code next} chooses. {@code trySend} and {@code send} inside a callback refuse records with a key meanwhile. Records without
     * a key, and those that name their partition, go on. A record whose partition was chosen before the exchange and that got into
     * its batch after it holds records with a key back once more, until it has its outcome. The order holds for records reported PERSISTED; one that ended
     * UNKNOWN may come into the log at any time.
     *
     * <p>The partitioner before stays open until the producer closes, since calls may still be inside it. Once in place, {@code next}
     * is closed with the producer, too. May be called from any thread but that of callbacks, one exchange at a time.
     *
     * @param timeout how long to wait for the records sent before; positive
     * @throws IllegalStateException inside a callback
     * @throws dev.kurier.api.error.PluginException if the order can't be kept: records have no outcome in time, or may have
     *     been written and are still being sent again; the message says which. The partitioner before stays in place
     */
    void swapPartitioner(Partitioner next, Duration timeout);

    /**
     * As {@link #swapPartitioner(Partitioner, Duration)} with a plugin, found where this producer has found its own.
     *
     * @param name its name, alias or class name
     * @param settings its settings, by their names without {@code partitioner.} and the plugin's own before them
     * @throws dev.kurier.api.error.PluginException also if there is none of that name or it can't be made
     */
    void swapPartitioner(String name, Map<String, String> settings, Duration timeout);
}
