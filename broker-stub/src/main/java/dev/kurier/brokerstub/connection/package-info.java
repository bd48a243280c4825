/**
 * The travel of requests through connections: bytes to frames, frames to exchanges, answers to bytes.
 *
 * <p>Owns framing, one-at-a-time order, waiting, and the one lock of a cluster ({@link
 * dev.kurier.brokerstub.connection.ClusterCore}). It must not know what the requests say (see {@code handler}) or what
 * carries the bytes (see {@code net}).
 *
 * <p>Start at {@link dev.kurier.brokerstub.connection.Connection}, then {@code Exchange}.
 */
@NullMarked
package dev.kurier.brokerstub.connection;

import org.jspecify.annotations.NullMarked;
