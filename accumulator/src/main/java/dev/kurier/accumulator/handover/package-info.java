/**
 * The two ways in which callers reach the sender: queues, and waking it up.
 *
 * <p>Owns the only use of JCTools in this module. Knows nothing of what is handed over. Start reading at
 * {@link dev.kurier.accumulator.handover.SleepFlag}.
 */
@NullMarked
package dev.kurier.accumulator.handover;

import org.jspecify.annotations.NullMarked;
