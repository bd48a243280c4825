package dev.kurier.producer;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Opens the door: starts the making of a producer. */
public final class Kurier {
    private Kurier() {}

    /**
     * Begins a producer for the cluster behind these addresses.
     *
     * @param bootstrapServers {@code host:port}, several separated by commas; name at least two, in case one is down
     */
    public static ProducerBuilder producer(String bootstrapServers) {
        return new ProducerBuilder().set("bootstrap.servers", bootstrapServers);
    }

    /**
     * Begins a producer with settings under Kafka's names, for example a loaded {@code producer.properties}.
     *
     * @param settings copied; keys must be strings
     */
    public static ProducerBuilder producer(Map<?, ?> settings) {
        return new ProducerBuilder().setAll(settings);
    }

    /**
     * Looks for plugins on the class path, on the module path and in {@code path}; runs no plugin code.
     *
     * @param path jars and directories, as in {@code kurier.plugin.path}; may be empty
     * @throws dev.kurier.api.error.PluginException if an entry of the path does not exist or can't be read
     */
    public static InstalledPlugins plugins(Collection<String> path) {
        return InstalledPlugins.on(path);
    }

    /**
     * Looks for plugins as {@link #plugins} does, and in one place more: for tools that look at one plugin alone.
     *
     * @param home a jar, or a directory whose jars are one plugin and share a class loader, such as a sub-directory of a
     *     directory that {@code kurier.plugin.path} names
     * @throws dev.kurier.api.error.PluginException if it does not exist, is a directory without jars, or can't be read
     */
    public static InstalledPlugins pluginsWith(Path home) {
        return InstalledPlugins.with(home);
    }
}
