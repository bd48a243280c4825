/**
 * Compression as Kafka's brokers expect it: gzip, xerial-framed snappy, lz4 frames, zstd streams.
 *
 * <p>Owns the codecs and the limits of their levels. Knows nothing of batches or records. The libraries are optional: each
 * is touched by one class only, so that an absent one hurts nobody who does not ask for it. Start reading at
 * {@link dev.kurier.protocol.compress.Codec}.
 */
@NullMarked
package dev.kurier.protocol.compress;

import org.jspecify.annotations.NullMarked;
