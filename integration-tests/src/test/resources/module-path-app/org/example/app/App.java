package org.example.app;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.SerializerProvider;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import dev.kurier.producer.ProducerBuilder;
import java.util.List;
import java.util.ServiceLoader;

/** Prints the plugins that it finds and that the producer takes by name, then sends one record with Kurier. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        try (StubServer server = StubCluster.builder().brokers(2).topic("orders", 1).start()) {
            for (Class<?> type : types(SerializerProvider.class)) {
                ProducerBuilder builder = producer(server).set("value.serializer", name(type));
                if (name(type).equals("avro")) {
                    builder = builder.set("value.serializer.avro.schema.registry.url", "http://127.0.0.1:1");
                }
                take(type, builder);
            }
            for (Class<?> type : types(PartitionerProvider.class)) {
                take(type, producer(server).set("partitioner.class", name(type)));
            }
            for (Class<?> type : types(InterceptorProvider.class)) {
                take(type, interceptor(producer(server), name(type)));
            }
            send(server);
        }
    }

    private static ProducerBuilder interceptor(ProducerBuilder builder, String name) {
        builder.set("interceptor.classes", name);
        return name.equals("header-stamp") ? builder.set("interceptor.header-stamp.header.by", "{client.id}") : builder;
    }

    private static List<? extends Class<?>> types(Class<?> service) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::type)
                .toList();
    }

    private static String name(Class<?> provider) {
        return provider.getAnnotation(Plugin.class).name();
    }

    private static ProducerBuilder producer(StubServer server) {
        return Kurier.producer(server.bootstrapServers())
                .serializers("void", "string")
                .set("client.rack", "here");
    }

    private static void take(Class<?> provider, ProducerBuilder builder) {
        builder.build().close();
        System.out.println("plugin " + provider.getModule().getName() + " " + provider.getName());
    }

    private static void send(StubServer server) {
        try (Producer<Void, String> producer = producer(server).build()) {
            System.out.println(
                    "sent " + producer.send(ProducerRecord.of("orders", "hello")).join());
        }
        server.cluster().records("orders").forEach(record -> System.out.println("stored " + record.valueText()));
    }
}
