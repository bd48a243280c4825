package dev.kurier.testkit;

import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.testkit.check.PartitionerChecks;
import dev.kurier.testkit.check.PluginUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that a partitioner keeps to its contract; inherit from it and give the provider.
 *
 * <p>Each check is a test of its own, named by what it demands. New releases may bring new checks.
 */
public abstract class PartitionerContract {
    private static final int KEYS = 20;

    /** For subclasses. */
    protected PartitionerContract() {}

    /** Makes a new provider, as the host does. */
    protected abstract PartitionerProvider provider();

    /** Serialized keys to try, besides none; those of some words unless overridden. */
    protected List<byte[]> keys() {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> ("key-" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether all records of one key go to one partition while the topic stays as it is; true unless overridden. */
    protected boolean isByKey() {
        return true;
    }

    /** The settings under the plugin's name; none unless overridden. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Names of declared settings that are read only at times that the checks don't bring about. */
    protected Set<String> settingsReadAtTimes() {
        return Set.of();
    }

    /** One test for each demand of the contract. */
    @TestFactory
    protected Stream<DynamicTest> contract() {
        PluginUnderTest<PartitionerProvider> plugin =
                PluginUnderTest.of(this::provider).with(settings()).exempt(settingsReadAtTimes());
        PartitionerChecks checks = new PartitionerChecks(plugin, keys());
        return DynamicChecks.of(isByKey() ? checks.allByKey() : checks.all());
    }
}
