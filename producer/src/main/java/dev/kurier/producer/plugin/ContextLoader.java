package dev.kurier.producer.plugin;

/**
 * Makes a plugin's class loader the calling thread's context, until it is closed.
 *
 * <p>For one thread, in a {@code try}: while a plugin is made, set up or closed, never on the way of a record.
 */
public final class ContextLoader implements AutoCloseable {
    private final Thread thread;
    private final ClassLoader before;

    private ContextLoader(Thread thread, ClassLoader before) {
        this.thread = thread;
        this.before = before;
    }

    /** Takes the loader of {@code plugin}; a class of the JDK changes nothing. */
    public static ContextLoader of(Class<?> plugin) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = plugin.getClassLoader();
        if (own != null) {
            thread.setContextClassLoader(own);
        }
        return new ContextLoader(thread, before);
    }

    /** Puts back what was the context before. */
    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
