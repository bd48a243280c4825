/**
 * Owns how commands are told of a cluster and get a producer for it: options, embedded stub, first knock at the door.
 *
 * <p>Must not know what the producer is used for. Start with {@link dev.kurier.cli.cluster.ProducerOptions}.
 */
@NullMarked
package dev.kurier.cli.cluster;

import org.jspecify.annotations.NullMarked;
