/**
 * Consumer groups and transactions: that there are none.
 *
 * <p>Owns FindCoordinator, which every client asks before it uses either. It must not know connections, sockets or who is waiting. Everything here is guarded by the
 * cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.coordinator.FindCoordinatorHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.coordinator;

import org.jspecify.annotations.NullMarked;
