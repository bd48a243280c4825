package dev.kurier.producer;

import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.Serializer;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.producer.plugin.ChosenSerializer;
import dev.kurier.producer.plugin.ContextLoader;
import dev.kurier.producer.plugin.PluginCatalog;
import dev.kurier.producer.plugin.TypeArgument;
import dev.kurier.producer.send.InterceptorChain;
import dev.kurier.producer.send.PartitionStep;
import dev.kurier.producer.send.RecordSerializers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plugins of a producer, and closes those made if a later one, or the producer, can't be.
 *
 * <p>For one thread, for the time of one {@code build}.
 */
final class PluginsInMaking<K, V> implements AutoCloseable {
    private final PluginCatalog catalog;
    private final ProducerSettings settings;
    private final List<AutoCloseable> made = new ArrayList<>();
    private final List<Interceptor<K, V>> interceptors = new ArrayList<>();
    private final List<DeliveryListener> listeners = new ArrayList<>();
    private @Nullable ChosenSerializer keySerializer;
    private @Nullable ChosenSerializer valueSerializer;
    private @Nullable Partitioner partitioner;
    private boolean takenOver;

    PluginsInMaking(PluginCatalog catalog, ProducerSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    void keySerializer(@Nullable Serializer<?> own) {
        keySerializer = serializer(own, settings.plugins().keySerializer(), true);
    }

    void valueSerializer(@Nullable Serializer<?> own) {
        valueSerializer = serializer(own, settings.plugins().valueSerializer(), false);
    }

    void partitioner(@Nullable Partitioner own) {
        PluginChoice choice = settings.plugins().partitioner();
        if (own != null) {
            partitioner = own;
        } else if (choice != null) {
            partitioner = made(catalog.partitioner(choice, settings.client().id()));
        } else {
            throw new IllegalStateException("no partitioner chosen");
        }
    }

    @SuppressWarnings("unchecked") // the caller vouches for the types of an untyped configuration, as in Kafka
    void interceptors(List<Interceptor<?, ?>> own) {
        for (PluginChoice choice : settings.plugins().interceptors()) {
            interceptors.add((Interceptor<K, V>)
                    made(catalog.interceptor(choice, settings.client().id())));
        }
        own.forEach(interceptor -> interceptors.add((Interceptor<K, V>) interceptor));
    }

    void listeners(List<DeliveryListener> own) {
        for (PluginChoice choice : settings.plugins().listeners()) {
            listeners.add(made(catalog.listener(choice, settings.client().id())));
        }
        listeners.addAll(own);
    }

    RecordSerializers serializers() {
        if (keySerializer == null || valueSerializer == null) {
            throw new IllegalStateException("no serializers chosen");
        }
        return new RecordSerializers(keySerializer, valueSerializer);
    }

    PartitionStep partitionStep(Supplier<? extends Ticket> settling) {
        if (partitioner == null) {
            throw new IllegalStateException("no partitioner chosen");
        }
        return new PartitionStep(partitioner, settling);
    }

    PartitionerSwap partitionerSwap(PartitionStep partitions, Lifecycle lifecycle) {
        return new PartitionerSwap(
                settings.client().id(), catalog, settings.plugins().ofAnyPartitioner(), partitions, lifecycle);
    }

    InterceptorChain<K, V> interceptorChain() {
        return new InterceptorChain<>(interceptors);
    }

    List<DeliveryListener> deliveryListeners() {
        return listeners;
    }

    /** What holds the plugins' jars open; to be closed after them. */
    AutoCloseable jars() {
        return catalog;
    }

    /** Says that a producer exists now that closes the plugins. */
    void takenOver() {
        takenOver = true;
    }

    @Override
    public void close() {
        if (!takenOver) {
            for (AutoCloseable plugin : made) {
                closeQuietly(plugin);
            }
            closeQuietly(catalog);
        }
    }

    @SuppressWarnings("CatchThrowable") // the error that stopped the making is the one to be seen
    private static void closeQuietly(AutoCloseable plugin) {
        try (ContextLoader own = ContextLoader.of(plugin.getClass())) {
            plugin.close();
        } catch (Throwable ignored) {
            // See above.
        }
    }

    private ChosenSerializer serializer(@Nullable Serializer<?> own, @Nullable PluginChoice choice, boolean isKey) {
        ChosenSerializer chosen;
        if (own != null) {
            chosen = new ChosenSerializer(own.getClass().getName(), TypeArgument.of(own.getClass()), own);
        } else if (choice != null) {
            chosen = catalog.serializer(choice, isKey, settings.client().id());
            made(chosen.serializer());
        } else {
            throw new IllegalStateException("no serializer chosen");
        }
        return chosen;
    }

    /** Notes what is to be closed if no producer comes of it; what the caller made stays the caller's until then. */
    private <T extends AutoCloseable> T made(T plugin) {
        made.add(plugin);
        return plugin;
    }
}
