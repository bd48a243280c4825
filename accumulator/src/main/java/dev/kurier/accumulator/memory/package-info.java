/**
 * The memory that holds records: a fixed budget of direct memory, cut into chunks.
 *
 * <p>Owns every byte of {@code buffer.memory} and who waits for it. Knows nothing of records or batches. Start reading at
 * {@link dev.kurier.accumulator.memory.MemoryPool}.
 */
@NullMarked
package dev.kurier.accumulator.memory;

import org.jspecify.annotations.NullMarked;
