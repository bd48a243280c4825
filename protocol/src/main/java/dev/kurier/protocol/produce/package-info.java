/**
 * The Produce API (0): record batches to the leaders of their partitions.
 *
 * <p>Owns the layout of both messages in every version. Record batches are opaque bytes here. Start reading at
 * {@link dev.kurier.protocol.produce.ProduceRequest}.
 */
@NullMarked
package dev.kurier.protocol.produce;

import org.jspecify.annotations.NullMarked;
