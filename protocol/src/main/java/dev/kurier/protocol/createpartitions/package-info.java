/**
 * The CreatePartitions API (37): more partitions for a topic.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.createpartitions.CreatePartitionsRequest}.
 */
@NullMarked
package dev.kurier.protocol.createpartitions;

import org.jspecify.annotations.NullMarked;
