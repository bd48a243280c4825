/**
 * What can go wrong, as types that tell the caller what to do next.
 *
 * <p>Owns the exception tree; every class has an entry of its code in {@code docs/errors.md}. Start reading at
 * {@link dev.kurier.api.error.ProducerException}.
 */
@NullMarked
package dev.kurier.api.error;

import org.jspecify.annotations.NullMarked;
