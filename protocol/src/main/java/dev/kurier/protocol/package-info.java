/** Kafka's bytes: primitives, one package per API, record batches, compression. */
@NullMarked
package dev.kurier.protocol;

import org.jspecify.annotations.NullMarked;
