/**
 * How far the replicas of a partition have come, and which count as in sync.
 *
 * <p>Owns log end offsets, the in-sync replicas, the high watermark and the leader epochs. All of these are numbers: the
 * bytes of a log are there once, and every replica reads them. It must not know topics, requests or who decides about
 * leaders. Everything here is guarded by the cluster's one lock, which the callers hold; times are nanoseconds of the
 * driver's clock.
 *
 * <p>Start at {@link dev.kurier.brokerstub.replica.Replicas}.
 */
@NullMarked
package dev.kurier.brokerstub.replica;

import org.jspecify.annotations.NullMarked;
