/**
 * What an application sees: records in, deliveries out.
 *
 * <p>Owns the contract of a producer and the values that cross it. Knows nothing of bytes on a wire, threads or
 * batches. Start reading at {@link dev.kurier.api.Producer}, then {@link dev.kurier.api.ProducerRecord} and
 * {@link dev.kurier.api.Delivery}.
 */
@NullMarked
package dev.kurier.api;

import org.jspecify.annotations.NullMarked;
