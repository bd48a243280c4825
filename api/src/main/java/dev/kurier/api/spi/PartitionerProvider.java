package dev.kurier.api.spi;

/**
 * Makes a partitioner; found by {@link java.util.ServiceLoader}, described by {@link Plugin}.
 *
 * <p>Needs a public constructor without parameters that does nothing costly.
 */
public interface PartitionerProvider {
    /**
     * Makes the partitioner of one producer.
     *
     * @throws dev.kurier.api.error.PluginException if a setting is not usable
     */
    Partitioner create(PluginSettings settings);
}
