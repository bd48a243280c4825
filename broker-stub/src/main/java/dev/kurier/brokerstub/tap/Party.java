package dev.kurier.brokerstub.tap;

/**
 * Says who speaks with whom on a connection.
 *
 * @param connectionId counts the cluster's connections from 1, in the order they were opened
 * @param brokerId the broker at one end
 * @param peer the client's address at the other, such as {@code 127.0.0.1:51234}, or {@code memory} without a socket
 */
public record Party(long connectionId, int brokerId, String peer) {}
