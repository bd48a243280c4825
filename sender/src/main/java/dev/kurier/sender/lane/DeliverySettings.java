package dev.kurier.sender.lane;

/**
 * Holds the rules of delivery; durations in nanoseconds.
 *
 * @param acks 0, 1 or -1 (all in-sync replicas)
 * @param idempotent whether batches carry sequences
 * @param retries how often a batch may be sent again
 * @param retryBackoffNs the wait before the first retry
 * @param retryBackoffMaxNs the longest wait before a retry
 * @param requestTimeoutNs how long one request may wait for its answer, also told to the broker
 * @param deliveryTimeoutNs from the opening of a record's batch to its outcome
 * @param lingerNs how long a batch stays open for more records
 * @param maxRequestBytes the largest request
 * @param healTimeoutNs how long a batch reported UNKNOWN is still sent to keep its successors' numbers valid
 * @param healMemoryBytes how much memory such batches may hold together
 * @param followRecreatedTopics whether what was accepted for a topic is sent to one that was created under its name since
 */
public record DeliverySettings(
        short acks,
        boolean idempotent,
        int retries,
        long retryBackoffNs,
        long retryBackoffMaxNs,
        long requestTimeoutNs,
        long deliveryTimeoutNs,
        long lingerNs,
        int maxRequestBytes,
        long healTimeoutNs,
        long healMemoryBytes,
        boolean followRecreatedTopics) {}
