/**
 * Says how large batches may grow and how much memory they start with.
 *
 * <p>Owns the settings of batching and what is learned from past batches. Knows nothing of threads or memory. Start reading
 * at {@link dev.kurier.accumulator.sizing.BatchSizing}.
 */
@NullMarked
package dev.kurier.accumulator.sizing;

import org.jspecify.annotations.NullMarked;
