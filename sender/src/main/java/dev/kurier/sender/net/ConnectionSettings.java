package dev.kurier.sender.net;

/**
 * Holds what a connection needs to know; durations in nanoseconds.
 *
 * @param clientId sent with every request
 * @param maxInFlight requests that may wait for answers on one connection
 * @param requestTimeoutNs how long one request may wait for its answer
 * @param setupTimeoutNs how long resolving, and then connecting, may take at first
 * @param setupTimeoutMaxNs the limit to which the setup timeout doubles each time that it was too short
 * @param maxIdleNs how long an unused connection is kept; negative for ever
 * @param maxResponseBytes the largest answer that is read
 * @param maxThrottleNs the longest wait that a broker can demand; more than any record can wait makes no sense
 */
public record ConnectionSettings(
        String clientId,
        int maxInFlight,
        long requestTimeoutNs,
        long setupTimeoutNs,
        long setupTimeoutMaxNs,
        long maxIdleNs,
        int maxResponseBytes,
        long maxThrottleNs) {}
