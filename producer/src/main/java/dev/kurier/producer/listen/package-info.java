/**
 * Tells delivery listeners of each stage of a record's life, away from the sender.
 *
 * <p>Knows batches only by their numbers; start reading at {@link dev.kurier.producer.listen.DeliveryListeners}.
 */
@NullMarked
package dev.kurier.producer.listen;

import org.jspecify.annotations.NullMarked;
