package dev.kurier.sender.transport;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up host names away from the sender's thread. */
public interface NameResolver extends AutoCloseable {
    /** Starts a look-up; the sender asks the returned handle each turn and is woken when it ends. */
    Resolution resolve(String host);

    @Override
    default void close() {}

    /** Is one look-up; may be asked from any thread. */
    interface Resolution {
        /** The addresses found (never empty), or null while the look-up goes on or if it failed. */
        @Nullable
        List<InetAddress> addresses();

        /** Why the look-up failed, or null. */
        @Nullable
        String failure();
    }
}
