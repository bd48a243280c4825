/**
 * The interceptor {@code header-stamp}: adds headers to every record.
 *
 * <p>Owns the templates that header values are written as, and what happens to a header that is there already. Knows the
 * plugin interfaces and nothing else of Kurier. Start reading at {@link dev.kurier.plugin.headerstamp.HeaderStampProvider}.
 */
@NullMarked
package dev.kurier.plugin.headerstamp;

import org.jspecify.annotations.NullMarked;
