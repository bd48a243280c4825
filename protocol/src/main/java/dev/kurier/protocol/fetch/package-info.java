/**
 * The Fetch API (1): record batches from the leaders of their partitions.
 *
 * <p>Owns the layout of both messages in every version. Record batches are opaque bytes here. Start reading at
 * {@link dev.kurier.protocol.fetch.FetchRequest}.
 */
@NullMarked
package dev.kurier.protocol.fetch;

import org.jspecify.annotations.NullMarked;
