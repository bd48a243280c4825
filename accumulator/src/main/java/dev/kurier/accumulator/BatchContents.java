package dev.kurier.accumulator;

/**
 * Describes the records of a batch, whatever their bytes.
 *
 * @param recordCount how many there are
 * @param baseTimestampMs what their timestamp deltas refer to
 * @param maxTimestampMs the largest timestamp
 */
record BatchContents(int recordCount, long baseTimestampMs, long maxTimestampMs) {}
