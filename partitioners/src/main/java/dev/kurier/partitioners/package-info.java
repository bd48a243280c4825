/**
 * The built-in partitioner plugins.
 *
 * <p>Owns Kafka's hash of keys and the draws for records without one. Knows the plugin interfaces and nothing else of
 * Kurier: no clock, no threads, no batches. Start reading at DefaultPartitioner.
 */
@NullMarked
package dev.kurier.partitioners;

import org.jspecify.annotations.NullMarked;
