package dev.kurier.sender.metrics;

/**
 * Describes a batch that is about to leave for the first time.
 *
 * @param recordCount how many records it holds, never 0
 * @param sizeBytes its bytes on the wire, header included
 * @param uncompressedBytes what they were before compression
 * @param queuedNs how long it lay with the producer
 */
public record DrainedBatch(int recordCount, int sizeBytes, int uncompressedBytes, long queuedNs) {}
