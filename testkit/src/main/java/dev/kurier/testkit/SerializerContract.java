package dev.kurier.testkit;

import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.testkit.check.Check;
import dev.kurier.testkit.check.PluginUnderTest;
import dev.kurier.testkit.check.SerializerChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that a serializer keeps to its contract; inherit from it, give the provider and samples.
 *
 * <pre>{@code
 * class PhoneContractTest extends SerializerContract<String> {
 *     protected SerializerProvider provider() { return new PhoneSerializerProvider(); }
 *     protected List<String> samples() { return List.of("+49 30 901820", "+82 2 120"); }
 * }
 * }</pre>
 *
 * <p>Each check is a test of its own, named by what it demands. New releases may bring new checks.
 *
 * @param <T> what the serializer takes
 */
public abstract class SerializerContract<T> {
    /** For subclasses. */
    protected SerializerContract() {}

    /** Makes a new provider, as the host does. */
    protected abstract SerializerProvider provider();

    /** Values that the serializer must take; at least one, better some of each sort, the empty and the large ones included. */
    protected abstract List<T> samples();

    /** Reads bytes back; if given, every sample must come back equal. */
    protected Optional<Function<byte[], T>> decoder() {
        return Optional.empty();
    }

    /** The settings under the plugin's name; none unless overridden. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Names of declared settings that are read only at times that the samples don't bring about. */
    protected Set<String> settingsReadAtTimes() {
        return Set.of();
    }

    /** Whether keys are serialized; override for a serializer of keys. */
    protected boolean isKey() {
        return false;
    }

    /** One test for each demand of the contract. */
    @TestFactory
    protected Stream<DynamicTest> contract() {
        PluginUnderTest<SerializerProvider> plugin =
                PluginUnderTest.of(this::provider).with(settings()).exempt(settingsReadAtTimes());
        SerializerChecks<T> checks = new SerializerChecks<>(plugin, isKey(), samples());
        List<Check> all = decoder().map(checks::all).orElseGet(checks::all);
        return DynamicChecks.of(all);
    }
}
