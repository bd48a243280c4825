/**
 * Looking into a cluster from a test: what was kept, waiting for more of it, and saying what was there instead.
 *
 * <p>Owns the log of requests, the batches in them, and the words of failure messages. It must not know how a request is
 * answered. Start at {@link dev.kurier.brokerstub.look.Patience}.
 */
@NullMarked
package dev.kurier.brokerstub.look;

import org.jspecify.annotations.NullMarked;
