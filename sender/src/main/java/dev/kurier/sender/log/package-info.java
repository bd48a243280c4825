/**
 * Lets inner threads log without being at the mercy of who reads the log.
 *
 * <p>Owns the only use of {@code LoggerFactory} in this module. Start reading at {@link dev.kurier.sender.log.ContainedLog}.
 */
@NullMarked
package dev.kurier.sender.log;

import org.jspecify.annotations.NullMarked;
