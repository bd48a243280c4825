/**
 * Memory, open and sealed batches, and the queues between callers and the sender.
 *
 * <p>Owns a record from the moment its bytes are final until its batch is settled. Knows nothing of brokers, connections or
 * retries. Start reading at {@link dev.kurier.accumulator.RecordAccumulator}, then {@link dev.kurier.accumulator.OpenBatch}.
 */
@NullMarked
package dev.kurier.accumulator;

import org.jspecify.annotations.NullMarked;
