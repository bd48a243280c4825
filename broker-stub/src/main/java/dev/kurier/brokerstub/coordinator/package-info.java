/**
 * Which broker looks after a group or a transactional id.
 *
 * <p>Owns FindCoordinator. There are no groups and no transactions here yet: the broker that is named serves none of the
 * requests that would follow. It must not know connections, sockets or who is waiting. Everything here is guarded by the
 * cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.coordinator.FindCoordinatorHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.coordinator;

import org.jspecify.annotations.NullMarked;
