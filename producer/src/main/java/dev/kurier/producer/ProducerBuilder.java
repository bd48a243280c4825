package dev.kurier.producer;

import dev.kurier.api.error.ConfigException;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.Serializer;
import dev.kurier.producer.config.DeliveryPromise;
import dev.kurier.producer.config.GivenSettings;
import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.producer.plugin.PluginCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a producer is to be made of, then makes it.
 *
 * <p>Settings have Kafka's names and defaults, but for {@code acks=1}; all problems are reported at once by {@link #build}.
 * Plugins can be named in the settings or handed in as objects. For one thread.
 */
public final class ProducerBuilder {
    private static final Logger LOG = LoggerFactory.getLogger("kurier.start");

    private final Map<Object, @Nullable Object> settings = new LinkedHashMap<>();
    private final Set<String> inCode = new LinkedHashSet<>();
    private final List<Interceptor<?, ?>> interceptors = new ArrayList<>();
    private final List<DeliveryListener> listeners = new ArrayList<>();
    private @Nullable Serializer<?> keySerializer;
    private @Nullable Serializer<?> valueSerializer;
    private @Nullable Partitioner partitioner;
    private @Nullable Executor callbackExecutor;

    ProducerBuilder() {}

    /** Sets one setting, over what was set before under that name. */
    public ProducerBuilder set(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /**
     * Sets all these settings, the defaults of {@link java.util.Properties} too; they are checked by {@link #build}.
     *
     * @throws ConfigException if the defaults of Properties hold something other than texts
     */
    public ProducerBuilder setAll(Map<?, ?> more) {
        settings.putAll(GivenSettings.copyOf(Objects.requireNonNull(more, "settings")));
        return this;
    }

    /** Chooses both serializers by name, for example {@code string}. */
    public ProducerBuilder serializers(String key, String value) {
        return set("key.serializer", key).set("value.serializer", value);
    }

    /** Takes a serializer of the caller's; it is closed with the producer, and left alone if none can be built. */
    public ProducerBuilder keySerializer(Serializer<?> serializer) {
        keySerializer = Objects.requireNonNull(serializer, "serializer");
        inCode.add("key.serializer");
        return this;
    }

    /** Takes a serializer of the caller's; it is closed with the producer, and left alone if none can be built. */
    public ProducerBuilder valueSerializer(Serializer<?> serializer) {
        valueSerializer = Objects.requireNonNull(serializer, "serializer");
        inCode.add("value.serializer");
        return this;
    }

    /** Takes a partitioner of the caller's; it is closed with the producer, and left alone if none can be built. */
    public ProducerBuilder partitioner(Partitioner own) {
        partitioner = Objects.requireNonNull(own, "own");
        inCode.add("partitioner.class");
        return this;
    }

    /** Adds an interceptor of the caller's behind those of the settings; it is closed with the producer, and left alone if none can be built. */
    public ProducerBuilder interceptor(Interceptor<?, ?> interceptor) {
        interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
        return this;
    }

    /** Adds a listener of the caller's behind those of the settings; it is closed with the producer, and left alone if none can be built. */
    public ProducerBuilder listener(DeliveryListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Runs callbacks and dependent stages of deliveries on this executor in place of a thread of the producer's. */
    public ProducerBuilder callbackExecutor(Executor executor) {
        callbackExecutor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Checks everything, then makes and starts the producer.
     *
     * @throws ConfigException listing every setting that is not usable
     * @throws dev.kurier.api.error.PluginException if a plugin can't be found or made
     */
    public <K, V> PluggableProducer<K, V> build() {
        ProducerSettings parsed = ProducerSettings.parse(settings, inCode);
        parsed.warnings().forEach(LOG::warn);
        LOG.info("[{}] {}", parsed.client().id(), DeliveryPromise.of(parsed).describe());
        PluginCatalog catalog = PluginCatalog.ofApplication(parsed.plugins().path());
        try (PluginsInMaking<K, V> plugins = new PluginsInMaking<>(catalog, parsed)) {
            report(catalog.unusedSettings(parsed.plugins()), parsed);
            plugins.keySerializer(keySerializer);
            plugins.valueSerializer(valueSerializer);
            plugins.partitioner(partitioner);
            plugins.interceptors(interceptors);
            plugins.listeners(listeners);
            return ProducerAssembly.onSockets(parsed, plugins, callbackExecutor);
        }
    }

    private static void report(List<String> unused, ProducerSettings parsed) {
        if (!unused.isEmpty() && "true".equals(parsed.effective().get("kurier.strict"))) {
            throw new ConfigException(unused.stream()
                    .map(sentence -> sentence + " kurier.strict=true allows no such setting: remove or correct it.")
                    .toList());
        }
        unused.forEach(LOG::warn);
    }
}
