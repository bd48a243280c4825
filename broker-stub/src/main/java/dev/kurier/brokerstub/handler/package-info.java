/**
 * How each API is answered: one class per API.
 *
 * <p>Owns the reading of requests, their effect on the cluster's state, and the answers, byte for byte as a broker of
 * Kafka 4.4 gives them. It must not know connections, sockets or who is waiting: an answer that isn't ready says what it
 * waits for. Everything here is guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.handler.ApiHandlers}; to serve another API, add a class and its row there.
 */
@NullMarked
package dev.kurier.brokerstub.handler;

import org.jspecify.annotations.NullMarked;
