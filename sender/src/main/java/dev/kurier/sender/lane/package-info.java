/**
 * Knows of each partition which batch may be sent next, under which number, and how batches end.
 *
 * <p>Owns sequences, in-flight limits, retries, deadlines and flushes. Knows nothing of requests, answers or sockets.
 * Everything runs on the sender's thread. Start reading at {@link dev.kurier.sender.lane.PartitionLane}.
 */
@NullMarked
package dev.kurier.sender.lane;

import org.jspecify.annotations.NullMarked;
