/**
 * The OffsetForLeaderEpoch API (23): where the records of a leader's epoch end (KIP-101, KIP-320).
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochRequest}.
 */
@NullMarked
package dev.kurier.protocol.offsetforleaderepoch;

import org.jspecify.annotations.NullMarked;
