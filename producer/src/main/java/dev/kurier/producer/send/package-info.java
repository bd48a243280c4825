/**
 * Holds the caller's half of the pipeline, one class a step.
 *
 * <p>Owns interceptors, topic look-up, serializing, partitioning, appending and the waiting in between. Knows nothing of
 * settings as text, of how a producer is put together, or of what happens after the append. Everything runs on the thread
 * that sends. Start reading at the list of steps in the facade, {@code KurierProducer.send}.
 */
@NullMarked
package dev.kurier.producer.send;

import org.jspecify.annotations.NullMarked;
