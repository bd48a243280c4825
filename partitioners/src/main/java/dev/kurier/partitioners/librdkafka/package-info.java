/**
 * The partitioners of librdkafka, for applications that share topics with its clients: kcat, Python, Go, .NET, Node.js.
 *
 * <p>Owns their hashes and the rules for empty and missing keys. Start reading at HashPartitioner.
 */
@NullMarked
package dev.kurier.partitioners.librdkafka;

import org.jspecify.annotations.NullMarked;
