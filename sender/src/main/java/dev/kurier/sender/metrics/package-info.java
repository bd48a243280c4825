/**
 * Counts what the sender does, under Kafka's names.
 *
 * <p>Each number has one writing thread, the sender; any thread may read. Start reading at {@link
 * dev.kurier.sender.metrics.WindowedStat}.
 */
@NullMarked
package dev.kurier.sender.metrics;

import org.jspecify.annotations.NullMarked;
