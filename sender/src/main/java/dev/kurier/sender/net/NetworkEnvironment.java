package dev.kurier.sender.net;

import dev.kurier.sender.transport.NameResolver;
import dev.kurier.sender.transport.Transport;
import java.util.function.BiConsumer;

/**
 * Holds what every broker shares.
 *
 * @param transport moves the bytes
 * @param resolver looks up names
 * @param settings limits and time-outs
 * @param reconnectBackoff draws the waits between attempts to connect
 * @param metrics takes note
 * @param failureListener is told why a connection or an attempt ended
 */
public record NetworkEnvironment(
        Transport transport,
        NameResolver resolver,
        ConnectionSettings settings,
        Backoff reconnectBackoff,
        NetworkMetrics metrics,
        BiConsumer<Broker, String> failureListener) {
    void onFailure(Broker broker, String reason) {
        failureListener.accept(broker, reason);
    }
}
