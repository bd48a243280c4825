/**
 * The FindCoordinator API (10): which broker looks after a group or transactional id.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.findcoordinator.FindCoordinatorRequest}.
 */
@NullMarked
package dev.kurier.protocol.findcoordinator;

import org.jspecify.annotations.NullMarked;
