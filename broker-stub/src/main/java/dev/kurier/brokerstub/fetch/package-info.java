/**
 * How Fetch is answered.
 *
 * <p>Owns the reading of partitions, long poll and the fetch sessions that brokers keep for their clients (KIP-227). It
 * must not know connections, sockets or who is waiting: an answer that isn't ready says what it waits for. Everything here
 * is guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.fetch.FetchHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.fetch;

import org.jspecify.annotations.NullMarked;
