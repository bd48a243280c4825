/** Memory, open and sealed batches, and the queues between callers and the sender. */
@NullMarked
package dev.kurier.accumulator;

import org.jspecify.annotations.NullMarked;
