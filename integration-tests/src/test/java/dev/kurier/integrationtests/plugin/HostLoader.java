package dev.kurier.integrationtests.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Callable;

/** Is the class loader of an application without the plugins of {@code plugins/…} on its class path. */
final class HostLoader extends ClassLoader {
    HostLoader() {
        super(HostLoader.class.getClassLoader());
    }

    /** Runs as such an application does: producers look for plugins with the thread's context loader. */
    static <T> T in(Callable<T> application) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new HostLoader());
        try {
            return application.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        return name.startsWith("META-INF/services/dev.kurier.")
                ? Collections.enumeration(Collections.list(all).stream()
                        .filter(url -> !url.getPath().contains("/plugins/"))
                        .toList())
                : all;
    }
}
