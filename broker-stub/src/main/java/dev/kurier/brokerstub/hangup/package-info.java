/**
 * Which connections the stub has closed, and why.
 *
 * <p>Owns the causes, the newest hang-ups and their counts, and the log lines. It must not know how a connection is closed. Start
 * at {@link dev.kurier.brokerstub.hangup.HangUps}.
 */
@NullMarked
package dev.kurier.brokerstub.hangup;

import org.jspecify.annotations.NullMarked;
