package dev.kurier.cli.plugins;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.DeliveryListenerProvider;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.PluginProvider;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.producer.InstalledPlugins;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.testkit.check.Check;
import dev.kurier.testkit.check.ContractViolation;
import dev.kurier.testkit.check.InterceptorChecks;
import dev.kurier.testkit.check.NotCheckedException;
import dev.kurier.testkit.check.PartitionerChecks;
import dev.kurier.testkit.check.PluginUnderTest;
import dev.kurier.testkit.check.ProviderChecks;
import dev.kurier.testkit.check.SerializerChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the contract's checks on listed plugins. */
final class Verification {
    private final InstalledPlugins plugins;
    private final Map<String, String> settings;
    private final List<String> samples;

    Verification(InstalledPlugins plugins, Map<String, String> settings, List<String> samples) {
        this.plugins = plugins;
        this.settings = settings;
        this.samples = samples;
    }

    /** Says how a check went. */
    enum Verdict {
        OK("ok      "),
        FAILED("FAILED  "),
        SKIPPED("skipped ");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Is what one check came to.
     *
     * @param verdict how it went
     * @param demand what the plugin has to do
     * @param words what was seen, or null if all is well
     */
    record Result(Verdict verdict, String demand, @Nullable String words) {}

    /** Runs everything that can be checked on one plugin. */
    List<Result> of(PluginListing listing) {
        String loads = "can be loaded";
        if (!listing.isUsable()) {
            return List.of(new Result(Verdict.FAILED, loads, listing.refusal()));
        }
        List<Result> results = new ArrayList<>();
        results.add(new Result(Verdict.OK, loads, null));
        String takesItsSettings = "takes the settings given with -X";
        try {
            PluginProvider provider = plugins.provider(listing);
            PluginSettings.of("verify", provider.settings(), settings);
            checksOf(listing, provider).forEach(check -> results.add(run(check)));
        } catch (PluginException e) {
            results.add(new Result(Verdict.FAILED, takesItsSettings, e.getMessage()));
        } catch (ContractViolation | RuntimeException | LinkageError e) {
            results.add(new Result(Verdict.FAILED, "can be made", String.valueOf(e)));
        }
        return results;
    }

    private static Result run(Check check) {
        try {
            check.run();
            return new Result(Verdict.OK, check.says(), null);
        } catch (NotCheckedException e) {
            return new Result(Verdict.SKIPPED, check.says(), e.getMessage());
        } catch (ContractViolation | PluginException e) {
            return new Result(Verdict.FAILED, check.says(), e.getMessage());
        } catch (Exception | LinkageError e) {
            return new Result(Verdict.FAILED, check.says(), "it threw " + e);
        }
    }

    private List<Check> checksOf(PluginListing listing, PluginProvider provider) {
        if (provider instanceof SerializerProvider serializer) {
            return serializerChecks(underTest(listing, SerializerProvider.class), serializer.type());
        }
        if (provider instanceof PartitionerProvider) {
            return new PartitionerChecks(underTest(listing, PartitionerProvider.class), SampleValues.keys()).all();
        }
        if (provider instanceof InterceptorProvider) {
            return new InterceptorChecks(underTest(listing, InterceptorProvider.class), InterceptorChecks.textRecords())
                    .all();
        }
        return new ProviderChecks<DeliveryListenerProvider, AutoCloseable>(
                        underTest(listing, DeliveryListenerProvider.class),
                        DeliveryListenerProvider::create,
                        listener -> {})
                .all();
    }

    private List<Check> serializerChecks(PluginUnderTest<SerializerProvider> plugin, @Nullable Class<?> type) {
        SerializerChecks<Object> guessed = new SerializerChecks<>(plugin, false, SampleValues.of(type, samples));
        SerializerChecks<Object> checks = samples.isEmpty() ? guessed.withWhatItTakes() : guessed;
        if (!checks.samples().isEmpty()) {
            return checks.all();
        }
        List<Check> withoutSamples = new ArrayList<>(new ProviderChecks<SerializerProvider, AutoCloseable>(
                        plugin, (provider, values) -> provider.create(false, values), serializer -> {})
                .all());
        withoutSamples.add(new Check("serializes as its contract says", () -> {
            throw new NotCheckedException("it takes " + (type == null ? "null" : type.getName())
                    + ", and none of the values tried; give a text that it takes with --sample, or test it with"
                    + " SerializerContract");
        }));
        return withoutSamples;
    }

    private <P extends PluginProvider> PluginUnderTest<P> underTest(PluginListing listing, Class<P> type) {
        return PluginUnderTest.<P>of(() -> type.cast(plugins.provider(listing))).with(settings);
    }
}
