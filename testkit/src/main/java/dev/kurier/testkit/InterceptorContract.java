package dev.kurier.testkit;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.testkit.check.InterceptorChecks;
import dev.kurier.testkit.check.PluginUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that an interceptor keeps to its contract; inherit from it, give the provider and records.
 *
 * <p>Each check is a test of its own, named by what it demands. New releases may bring new checks.
 */
public abstract class InterceptorContract {
    /** For subclasses. */
    protected InterceptorContract() {}

    /** Makes a new provider, as the host does. */
    protected abstract InterceptorProvider provider();

    /** Records to intercept; some with texts, with and without key, value, headers, unless overridden. */
    protected List<ProducerRecord<?, ?>> records() {
        return InterceptorChecks.textRecords();
    }

    /** The settings under the plugin's name; none unless overridden. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Names of declared settings that are read only at times that the records don't bring about. */
    protected Set<String> settingsReadAtTimes() {
        return Set.of();
    }

    /** One test for each demand of the contract. */
    @TestFactory
    protected Stream<DynamicTest> contract() {
        PluginUnderTest<InterceptorProvider> plugin =
                PluginUnderTest.of(this::provider).with(settings()).exempt(settingsReadAtTimes());
        return DynamicChecks.of(new InterceptorChecks(plugin, records()).all());
    }
}
