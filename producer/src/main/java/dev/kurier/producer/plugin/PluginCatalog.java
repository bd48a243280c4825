package dev.kurier.producer.plugin;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.NearestName;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.api.spi.DeliveryListenerProvider;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.PluginProvider;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.producer.plugin.path.IsolatedLoader;
import dev.kurier.producer.plugin.path.PluginPath;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every plugin that can be found, and makes the chosen ones.
 *
 * <p>Immutable; may be used from any thread. Holds the jars of the plugin path open until it is closed.
 */
public final class PluginCatalog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.plugin");

    private final List<ClassLoader> loaders;
    private final List<FoundPlugin> found;
    private final List<IsolatedLoader> isolated;

    private PluginCatalog(List<ClassLoader> loaders, List<FoundPlugin> found, List<IsolatedLoader> isolated) {
        this.loaders = loaders;
        this.found = found;
        this.isolated = isolated;
    }

    /**
     * Looks for plugins where the calling thread's context class loader sees them, where Kurier itself comes from, and in
     * {@code path}, as {@link #discover}.
     *
     * <p>A thread of a pool may have a context class loader that sees nothing of the application, as those of the common pool
     * do in an application that is one jar of jars.
     */
    public static PluginCatalog ofApplication(Collection<String> path) {
        return ofApplicationAnd(PluginPath.places(path));
    }

    /**
     * Looks for plugins where {@link #ofApplication} does without a path, and in one jar, or in one directory whose jars are
     * one plugin.
     *
     * @throws dev.kurier.api.error.PluginException if it does not exist, is a directory without jars, or can't be read
     */
    public static PluginCatalog ofApplicationWith(Path home) {
        return ofApplicationAnd(List.of(PluginPath.placeAt(home)));
    }

    private static PluginCatalog ofApplicationAnd(List<PluginPath.Place> places) {
        ClassLoader own = PluginCatalog.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context == null) {
            return discover(List.of(own), places);
        }
        return discover(isWithin(context, own) ? List.of(context) : List.of(context, own), places);
    }

    private static boolean isWithin(ClassLoader loader, ClassLoader ancestor) {
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** Looks for plugins on the class path and module path that {@code loader} sees; runs no plugin code. */
    public static PluginCatalog discover(ClassLoader loader) {
        return discover(loader, List.of());
    }

    /**
     * Looks for plugins where {@code loader} sees them and in the jars and directories of {@code path}, each of these with a
     * class loader of its own; runs no plugin code.
     *
     * @throws dev.kurier.api.error.PluginException if an entry of the path does not exist or can't be read
     */
    public static PluginCatalog discover(ClassLoader loader, Collection<String> path) {
        return discover(List.of(loader), PluginPath.places(path));
    }

    private static PluginCatalog discover(List<ClassLoader> loaders, List<PluginPath.Place> places) {
        List<FoundPlugin> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (ClassLoader loader : loaders) {
            scan(loader).stream().filter(plugin -> isNew(plugin, seen)).forEach(found::add);
        }
        List<IsolatedLoader> isolated = new ArrayList<>();
        for (PluginPath.Place place : places) {
            found.addAll(inPlace(place, isolated));
        }
        return new PluginCatalog(loaders, List.copyOf(found), List.copyOf(isolated));
    }

    /** Loaders that have a parent in common see the same classes there; what is refused has none. */
    private static boolean isNew(FoundPlugin plugin, Set<Class<?>> seen) {
        ServiceLoader.Provider<?> provider = plugin.provider();
        return provider == null || seen.add(provider.type());
    }

    private static List<FoundPlugin> scan(ClassLoader loader) {
        List<FoundPlugin> found = new ArrayList<>();
        for (PluginKind kind : PluginKind.values()) {
            found.addAll(PluginScan.of(kind, loader));
        }
        return found;
    }

    private static List<FoundPlugin> inPlace(PluginPath.Place place, List<IsolatedLoader> isolated) {
        String home = place.home().toString();
        String refusal = place.refusal();
        if (refusal != null) {
            return List.of(FoundPlugin.refusedPlace(home, refusal));
        }
        try {
            // What is shared comes from where this class found it, whatever loader the application searches with.
            IsolatedLoader own = place.loader(PluginCatalog.class.getClassLoader());
            isolated.add(own);
            List<FoundPlugin> found = scan(own);
            return found.isEmpty()
                    ? List.of(FoundPlugin.refusedPlace(
                            home, "it lists no provider: add a file META-INF/services/dev.kurier.api.spi.…Provider"))
                    : found;
        } catch (MalformedURLException e) {
            return List.of(FoundPlugin.refusedPlace(home, "its path can't be a URL: " + e));
        }
    }

    /** Closes the jars of the plugin path; called once, after every plugin made from them is closed. */
    @Override
    public void close() {
        for (IsolatedLoader own : isolated) {
            try {
                own.close();
            } catch (IOException e) {
                LOG.warn("the jars of plugin {} could not be closed", own.getName(), e);
            }
        }
    }

    /** Every plugin that was found, the refused ones included; those that share a name are refused. */
    public List<PluginListing> listings() {
        return SharedNames.refused(found.stream().map(FoundPlugin::listing).toList());
    }

    /**
     * Makes the provider of a listed plugin.
     *
     * @throws PluginException if nothing can be made of it, or its constructor fails
     */
    public PluginProvider provider(PluginListing listing) {
        ServiceLoader.Provider<?> provider = found.stream()
                .filter(plugin -> plugin.listing().isSameAs(listing))
                .map(FoundPlugin::provider)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new PluginException(listing + " can't be used: " + listing.refusal(), null));
        try (ContextLoader own = ContextLoader.of(provider.type())) {
            return (PluginProvider) provider.get();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LoadFailure failure = LoadFailure.of(e);
            throw new PluginException(listing + " can't be used: " + failure.reason() + ".", failure.cause());
        }
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

    /** Makes the chosen listener; throws as {@link #serializer}. */
    public DeliveryListener listener(PluginChoice choice, String clientId) {
        PluginMaking making = making(PluginKind.LISTENER, choice, clientId);
        return making.make(plan -> plan.made() instanceof DeliveryListenerProvider provider
                ? plan.given(provider.create(plan.settings()))
                : (DeliveryListener) plan.made());
    }

    /**
     * Finds the settings of plugins that reach none of the chosen ones.
     *
     * @return a sentence about each, with the name that was probably meant
     * @throws dev.kurier.api.error.PluginException as {@link #serializer}
     */
    public List<String> unusedSettings(ProducerSettings.Plugins chosen) {
        List<String> unused = new ArrayList<>();
        unused.addAll(unused(PluginKind.SERIALIZER, "key.serializer.", asList(chosen.keySerializer())));
        unused.addAll(unused(PluginKind.SERIALIZER, "value.serializer.", asList(chosen.valueSerializer())));
        unused.addAll(unused(PluginKind.PARTITIONER, "partitioner.", asList(chosen.partitioner())));
        unused.addAll(unused(PluginKind.INTERCEPTOR, "interceptor.", chosen.interceptors()));
        unused.addAll(unused(PluginKind.LISTENER, "kurier.listener.", chosen.listeners()));
        return unused;
    }

    private List<String> unused(PluginKind kind, String prefix, List<PluginChoice> choices) {
        List<PluginMaking> makings =
                choices.stream().map(choice -> making(kind, choice, "")).toList();
        return choices.stream()
                .flatMap(choice -> choice.settings().keySet().stream())
                .distinct()
                .sorted()
                .filter(key -> makings.stream().noneMatch(making -> making.takes(key)))
                .map(key -> prefix + key + " has no effect: no " + kind + " of that name is chosen."
                        + question(prefix, key, makings))
                .toList();
    }

    private static String question(String prefix, String key, List<PluginMaking> makings) {
        List<String> known =
                makings.stream().flatMap(making -> making.underOwnNames(key)).toList();
        String nearest = NearestName.of(key, known);
        return nearest == null ? "" : " Did you mean " + prefix + nearest + "?";
    }

    private static List<PluginChoice> asList(@Nullable PluginChoice choice) {
        return choice == null ? List.of() : List.of(choice);
    }

    private PluginMaking making(PluginKind kind, PluginChoice choice, String clientId) {
        List<FoundPlugin> ofKind = found.stream().filter(p -> p.mayBe(kind)).toList();
        return new PluginLookup(kind, ofKind, loaders).find(choice, clientId);
    }
}
