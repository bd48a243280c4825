/**
 * The fault script: which requests go wrong, when and how.
 *
 * <p>Owns rules (match, trigger, stage, action) and the verdict on one request. It must not know how a request is
 * answered: handlers ask {@link dev.kurier.brokerstub.fault.RequestFaults} about each topic or partition, the exchange
 * asks it about time and the connection. Guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.fault.FaultScript}.
 */
@NullMarked
package dev.kurier.brokerstub.fault;

import org.jspecify.annotations.NullMarked;
