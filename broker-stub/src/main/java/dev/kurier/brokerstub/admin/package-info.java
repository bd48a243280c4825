/**
 * How topic administration is answered: one class per API.
 *
 * <p>Owns the rules by which topics are made, changed and described, with the messages that clients show. Any broker takes
 * these requests, as those of Kafka 4 do, which pass them on to the controller. It must not know connections or who is
 * waiting. Everything here is guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.admin.CreateTopicsHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.admin;

import org.jspecify.annotations.NullMarked;
