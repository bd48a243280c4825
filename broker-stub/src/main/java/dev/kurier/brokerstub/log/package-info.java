/**
 * What a partition holds: batches as they were received, and what it remembers of their producers.
 *
 * <p>Owns the rules by which a broker takes or refuses a batch (size, CRC, counts, sequences) and the bound on kept
 * bytes. It must not know topics, leaders, requests or connections. Everything here is guarded by the cluster's one
 * lock, which the callers hold; the bytes of stored batches never change and may be read without it.
 *
 * <p>Start at {@link dev.kurier.brokerstub.log.PartitionLog}.
 */
@NullMarked
package dev.kurier.brokerstub.log;

import org.jspecify.annotations.NullMarked;
