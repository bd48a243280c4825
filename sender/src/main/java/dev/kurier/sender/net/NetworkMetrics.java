package dev.kurier.sender.net;

/** Takes note of what happens on the network; called on the sender's thread. */
public interface NetworkMetrics {
    /** Notes nothing. */
    NetworkMetrics NONE = new NetworkMetrics() {};

    /** Takes note of a request handed to a connection. */
    default void requestSent(long bytes) {}

    /** Takes note of an answer. */
    default void responseReceived(long bytes) {}

    /** Takes note of how many requests wait for answers on all connections. */
    default void inFlight(int requestsInFlight) {}

    /** Takes note of a connection that was opened. */
    default void connectionOpened() {}

    /** Takes note of a connection that ended. */
    default void connectionClosed() {}
}
