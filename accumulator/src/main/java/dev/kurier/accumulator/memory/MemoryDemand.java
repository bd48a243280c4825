package dev.kurier.accumulator.memory;

import java.util.Set;

/**
 * Describes what callers wait for at one moment.
 *
 * @param oldest the number of the ticket that has waited longest
 * @param newest the number of the latest ticket, whether it waits or not
 * @param sizeBytes how much the oldest wants
 * @param leaders whose memory would serve somebody: all if the budget is used up, one if only its share is
 */
public record MemoryDemand(long oldest, long newest, int sizeBytes, Set<Integer> leaders) {}
