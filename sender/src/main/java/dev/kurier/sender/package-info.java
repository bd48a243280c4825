/**
 * Runs everything behind {@code send}: one thread, one loop, {@link dev.kurier.sender.Sender#doWork}.
 *
 * <p>Owns the order of work in a turn, the commands that callers may give, the callback thread and the end of it all. Knows
 * nothing of serializers, partitioners or settings as text. Start reading at {@link dev.kurier.sender.Sender}.
 */
@NullMarked
package dev.kurier.sender;

import org.jspecify.annotations.NullMarked;
