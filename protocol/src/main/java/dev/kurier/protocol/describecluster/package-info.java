/**
 * The DescribeCluster API (60): brokers, controller and cluster id (KIP-700).
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.describecluster.DescribeClusterRequest}.
 */
@NullMarked
package dev.kurier.protocol.describecluster;

import org.jspecify.annotations.NullMarked;
