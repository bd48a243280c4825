/**
 * Gets sealed batches into the logs of their partitions, and says truthfully how that ended.
 *
 * <p>Owns sequences, in-flight limits, retries, deadlines and the meaning of produce answers. Knows nothing of sockets or
 * of how records are collected. Everything runs on the sender's thread. Start reading at {@link
 * dev.kurier.sender.produce.PartitionLane} (what may be sent next) and {@link
 * dev.kurier.sender.produce.ProduceResponseHandler} (what an answer means).
 */
@NullMarked
package dev.kurier.sender.produce;

import org.jspecify.annotations.NullMarked;
