package dev.kurier.sender.transport;

import java.net.InetSocketAddress;

/**
 * Moves bytes between the sender and brokers without ever blocking, but in {@link #poll}.
 *
 * <p>All methods but {@link #wakeup} belong to the sender's thread.
 */
public interface Transport extends AutoCloseable {
    /** Starts to connect; what goes wrong shows in the channel. */
    TransportChannel open(InetSocketAddress address);

    /**
     * Waits until a channel has something to do, {@link #wakeup} was called or the time has passed.
     *
     * @param timeoutNs nanoseconds; 0 only looks
     */
    void poll(long timeoutNs);

    /** Ends a {@link #poll} that is under way, or the next one; from any thread. */
    void wakeup();

    @Override
    void close();
}
