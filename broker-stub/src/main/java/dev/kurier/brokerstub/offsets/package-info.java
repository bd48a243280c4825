/**
 * How questions about offsets are answered: the ends of logs, the records of a time, the ends of epochs; and how the start
 * of a log is moved.
 *
 * <p>Owns ListOffsets, OffsetForLeaderEpoch and DeleteRecords. It must not know connections, sockets or who is waiting. Everything here is
 * guarded by the cluster's one lock, which the callers hold.
 *
 * <p>Start at {@link dev.kurier.brokerstub.offsets.ListOffsetsHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.offsets;

import org.jspecify.annotations.NullMarked;
