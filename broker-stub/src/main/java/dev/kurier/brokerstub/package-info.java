/**
 * An in-process Kafka cluster: what tests and tools see of it.
 *
 * <p>Owns the cluster's public face ({@link dev.kurier.brokerstub.StubCluster}), the travel of one request through a
 * connection, and the door to real sockets ({@link dev.kurier.brokerstub.StubServer}). It must not know how one API is
 * answered (see {@code handler}), how records are kept (see {@code log}) or how sockets are driven (see {@code net}).
 *
 * <p>Start at {@link dev.kurier.brokerstub.StubCluster}, then {@code Exchange}.
 */
@NullMarked
package dev.kurier.brokerstub;

import org.jspecify.annotations.NullMarked;
