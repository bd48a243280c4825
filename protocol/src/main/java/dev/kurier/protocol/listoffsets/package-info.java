/**
 * The ListOffsets API (2): the offsets at the ends of a partition, or at a time.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.listoffsets.ListOffsetsRequest}.
 */
@NullMarked
package dev.kurier.protocol.listoffsets;

import org.jspecify.annotations.NullMarked;
