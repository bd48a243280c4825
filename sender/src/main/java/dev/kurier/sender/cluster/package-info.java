/**
 * Knows the cluster: which topics, partitions and leaders there are, and asks for what is missing.
 *
 * <p>Owns metadata requests and the immutable {@link dev.kurier.sender.cluster.ClusterSnapshot} that sending threads read.
 * Knows nothing of batches. Start reading at {@link dev.kurier.sender.cluster.MetadataUpdater}.
 */
@NullMarked
package dev.kurier.sender.cluster;

import org.jspecify.annotations.NullMarked;
