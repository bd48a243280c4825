/**
 * The interceptor {@code logging}: logs records that are sent and how they ended.
 *
 * <p>Owns what is logged of a record, at which level, and what is kept out. Knows the plugin interfaces and nothing else of
 * Kurier. Start reading at {@link dev.kurier.plugin.logging.LoggingProvider}.
 */
@NullMarked
package dev.kurier.plugin.logging;

import org.jspecify.annotations.NullMarked;
