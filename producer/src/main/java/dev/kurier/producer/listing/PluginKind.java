package dev.kurier.producer.listing;

import dev.kurier.api.spi.DeliveryListener;
import dev.kurier.api.spi.DeliveryListenerProvider;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;

/** Names the kinds of plugins. */
public enum PluginKind {
    SERIALIZER("serializer", SerializerProvider.class, Serializer.class),
    PARTITIONER("partitioner", PartitionerProvider.class, Partitioner.class),
    INTERCEPTOR("interceptor", InterceptorProvider.class, Interceptor.class),
    LISTENER("listener", DeliveryListenerProvider.class, DeliveryListener.class);

    private final String words;
    private final Class<?> provider;
    private final Class<?> product;

    PluginKind(String words, Class<?> provider, Class<?> product) {
        this.words = words;
        this.provider = provider;
        this.product = product;
    }

    /** The interface that plugins of this kind provide. */
    public Class<?> provider() {
        return provider;
    }

    /** What they make; a class that implements it will do in place of a plugin. */
    public Class<?> product() {
        return product;
    }

    /** The kind's name in messages. */
    @Override
    public String toString() {
        return words;
    }
}
