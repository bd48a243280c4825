package dev.kurier.sender.cluster;

/**
 * Holds the rules of asking for metadata; durations in nanoseconds.
 *
 * @param maxAgeNs after which everything in use is asked for anew
 * @param maxIdleNs after which a topic that nobody writes to is forgotten
 * @param rebootstrap whether the bootstrap servers are asked again when no known broker can be reached
 * @param rebootstrapTriggerNs after how long without wanted metadata that happens in any case (KIP-1102)
 */
public record MetadataSettings(long maxAgeNs, long maxIdleNs, boolean rebootstrap, long rebootstrapTriggerNs) {}
