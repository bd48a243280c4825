package org.example.app;

import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.SerializerProvider;
import java.util.ServiceLoader;

/** Prints the plugins that it finds, one a line: the module, then the provider class. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        ServiceLoader.load(SerializerProvider.class).stream().forEach(App::print);
        ServiceLoader.load(PartitionerProvider.class).stream().forEach(App::print);
    }

    private static void print(ServiceLoader.Provider<?> provider) {
        Class<?> type = provider.type();
        System.out.println(type.getModule().getName() + " " + type.getName());
    }
}
