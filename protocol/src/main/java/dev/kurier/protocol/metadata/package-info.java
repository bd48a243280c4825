/**
 * The Metadata API (3): brokers, topics, partitions and their leaders.
 *
 * <p>Owns the layout of both messages in every version. Knows nothing of caches and refreshes. Start reading at
 * {@link dev.kurier.protocol.metadata.MetadataResponse}.
 */
@NullMarked
package dev.kurier.protocol.metadata;

import org.jspecify.annotations.NullMarked;
