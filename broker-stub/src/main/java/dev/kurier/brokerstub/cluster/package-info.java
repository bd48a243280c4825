/**
 * The cluster's state: brokers, topics, partitions and who leads them.
 *
 * <p>Owns identities (cluster id, topic ids, producer ids, all drawn from one seed) and leadership. It must not know
 * requests, connections or time. Everything here is guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.cluster.ClusterState}.
 */
@NullMarked
package dev.kurier.brokerstub.cluster;

import org.jspecify.annotations.NullMarked;
