/**
 * How records end: one small outcome a batch, one delivery a record that refers to it.
 *
 * <p>Owns completion, waiting for it, and the order of callbacks. Holds no record bytes and knows nothing of memory or
 * batches. Start reading at {@link dev.kurier.accumulator.delivery.BatchOutcome}.
 */
@NullMarked
package dev.kurier.accumulator.delivery;

import org.jspecify.annotations.NullMarked;
