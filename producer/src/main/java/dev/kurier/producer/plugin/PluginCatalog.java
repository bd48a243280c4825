package dev.kurier.producer.plugin;

import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.config.ProducerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Knows every plugin that can be found, and makes the chosen ones.
 *
 * <p>Immutable after {@link #discover}; may be used from any thread.
 */
public final class PluginCatalog {
    private final ClassLoader loader;
    private final List<FoundPlugin> found;

    private PluginCatalog(ClassLoader loader, List<FoundPlugin> found) {
        this.loader = loader;
        this.found = found;
    }

    /** Looks for plugins on the class path and module path that {@code loader} sees; runs no plugin code. */
    public static PluginCatalog discover(ClassLoader loader) {
        List<FoundPlugin> found = new ArrayList<>();
        for (PluginKind kind : PluginKind.values()) {
            found.addAll(PluginScan.of(kind, loader));
        }
        return new PluginCatalog(loader, List.copyOf(found));
    }

    /** Every plugin that was found, the refused ones included. */
    public List<PluginListing> listings() {
        return found.stream().map(FoundPlugin::listing).toList();
    }

    /**
     * Makes the chosen serializer.
     *
     * @throws dev.kurier.api.error.PluginException if there is none of that name, or more than one, or it fails
     */
    public ChosenSerializer serializer(PluginChoice choice, boolean isKey, String clientId) {
        PluginMaking making = making(PluginKind.SERIALIZER, choice, clientId);
        return making.make(plan -> {
            if (plan.made() instanceof SerializerProvider provider) {
                return new ChosenSerializer(
                        plan.name(), plan.given(provider.type()), plan.given(provider.create(isKey, plan.settings())));
            }
            Serializer<?> serializer = (Serializer<?>) plan.made();
            return new ChosenSerializer(plan.name(), TypeArgument.of(serializer.getClass()), serializer);
        });
    }

    /** Makes the chosen partitioner; throws as {@link #serializer}. */
    public Partitioner partitioner(PluginChoice choice, String clientId) {
        PluginMaking making = making(PluginKind.PARTITIONER, choice, clientId);
        return making.make(plan -> plan.made() instanceof PartitionerProvider provider
                ? plan.given(provider.create(plan.settings()))
                : (Partitioner) plan.made());
    }

    /** Makes the chosen interceptor; throws as {@link #serializer}. */
    public Interceptor<?, ?> interceptor(PluginChoice choice, String clientId) {
        PluginMaking making = making(PluginKind.INTERCEPTOR, choice, clientId);
        return making.make(plan -> plan.made() instanceof InterceptorProvider provider
                ? plan.given(provider.create(plan.settings()))
                : (Interceptor<?, ?>) plan.made());
    }

    /**
     * Names the settings of plugins that reach none of the chosen ones, sorted.
     *
     * @throws dev.kurier.api.error.PluginException as {@link #serializer}
     */
    public List<String> unusedSettings(ProducerSettings.Plugins chosen) {
        TreeSet<String> unused = new TreeSet<>();
        PluginChoice key = chosen.keySerializer();
        PluginChoice value = chosen.valueSerializer();
        PluginChoice partitioner = chosen.partitioner();
        if (key != null) {
            unused.addAll(making(PluginKind.SERIALIZER, key, "").unusedSettings("key.serializer."));
        }
        if (value != null) {
            unused.addAll(making(PluginKind.SERIALIZER, value, "").unusedSettings("value.serializer."));
        }
        if (partitioner != null) {
            unused.addAll(making(PluginKind.PARTITIONER, partitioner, "").unusedSettings("partitioner."));
        }
        TreeSet<String> ofInterceptors = null;
        for (PluginChoice choice : chosen.interceptors()) {
            List<String> others = making(PluginKind.INTERCEPTOR, choice, "").unusedSettings("interceptor.");
            if (ofInterceptors == null) {
                ofInterceptors = new TreeSet<>(others);
            }
            ofInterceptors.retainAll(others);
        }
        if (ofInterceptors != null) {
            unused.addAll(ofInterceptors);
        }
        return List.copyOf(unused);
    }

    private PluginMaking making(PluginKind kind, PluginChoice choice, String clientId) {
        List<FoundPlugin> ofKind =
                found.stream().filter(p -> p.listing().kind() == kind).toList();
        return new PluginLookup(kind, ofKind, loader).find(choice, clientId);
    }
}
