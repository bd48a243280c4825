package dev.kurier.testkit.check;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.PluginProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Says how to make the plugin that is checked, and with which settings.
 *
 * <p>Immutable; may be used from any thread.
 *
 * @param <P> its kind of provider
 */
public final class PluginUnderTest<P extends PluginProvider> {
    private static final String CLIENT_ID = "contract";

    private final Supplier<? extends P> providers;
    private final Map<String, String> settings;
    private final Set<String> exempt;

    private PluginUnderTest(Supplier<? extends P> providers, Map<String, String> settings, Set<String> exempt) {
        this.providers = providers;
        this.settings = Map.copyOf(settings);
        this.exempt = Set.copyOf(exempt);
    }

    /** Takes what makes a new provider each time. */
    public static <P extends PluginProvider> PluginUnderTest<P> of(Supplier<? extends P> providers) {
        return new PluginUnderTest<>(providers, Map.of(), Set.of());
    }

    /** The same plugin with these settings, by names without the plugin's own before them. */
    public PluginUnderTest<P> with(Map<String, String> given) {
        return new PluginUnderTest<>(providers, given, exempt);
    }

    /** The same plugin; that these settings are not read is no fault. */
    public PluginUnderTest<P> exempt(Set<String> names) {
        return new PluginUnderTest<>(providers, settings, names);
    }

    /** A new provider. */
    P provider() {
        return Objects.requireNonNull(providers.get(), "the provider");
    }

    Set<String> exempt() {
        return exempt;
    }

    /** The values of the settings, checked as the host does. */
    PluginSettings settingsOf(P provider) {
        List<PluginSetting<?>> declared = provider.settings();
        ContractViolation.unless(declared != null, "settings() gave null: give List.of() for none");
        return PluginSettings.of(CLIENT_ID, declared, settings);
    }

    /** Makes the plugin, with its class loader as the thread's context, as the host does. */
    <R> Made<R> make(BiFunction<P, PluginSettings, R> create) {
        P provider = provider();
        return withContextOf(provider, () -> {
            PluginSettings values = settingsOf(provider);
            R plugin = create.apply(provider, values);
            ContractViolation.unless(plugin != null, "create() gave null: give a plugin, or throw a PluginException");
            return new Made<>(plugin, values);
        });
    }

    /** Closes a plugin, as the host does. */
    static void close(AutoCloseable plugin) {
        withContextOf(plugin, () -> {
            try {
                plugin.close();
                return plugin;
            } catch (Exception e) {
                throw new ContractViolation("close() threw " + e, e);
            }
        });
    }

    /**
     * Carries a plugin ready for use.
     *
     * @param plugin what the provider made
     * @param settings what it was given, and knows which were read
     */
    record Made<R>(R plugin, PluginSettings settings) {}

    private static <R> R withContextOf(Object plugin, Supplier<R> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.getClass().getClassLoader());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
