package dev.kurier.producer.plugin.path;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads one plugin's classes apart from the host's and from other plugins'.
 *
 * <p>Of the host it sees the JDK, {@code dev.kurier.api} and {@code org.slf4j} only, classes and resources alike. May be
 * used from any thread.
 */
public final class IsolatedLoader extends URLClassLoader {
    /** The packages that a plugin shares with its host, as paths. */
    static final List<String> SHARED = List.of("dev/kurier/api/", "org/slf4j/");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    /** Makes a loader of these jars; {@code host} gives what is shared. */
    public IsolatedLoader(String name, URL[] jars, ClassLoader host) {
        super(name, jars, ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name.replace('.', '/')) ? host.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isShared(name) ? host.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isShared(name) ? host.getResources(name) : super.getResources(name);
    }

    /** A plugin's own copy of a shared resource stays out of sight, as its class would. */
    @Override
    public @Nullable URL findResource(String name) {
        return isShared(name) ? null : super.findResource(name);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return isShared(name) ? Collections.emptyEnumeration() : super.findResources(name);
    }

    private static boolean isShared(String path) {
        return SHARED.stream().anyMatch(path::startsWith);
    }
}
