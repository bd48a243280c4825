/**
 * Turns the application's settings into typed records, once, at the edge.
 *
 * <p>Owns parsing, the rules between settings, and what a producer with these settings promises. Knows nothing of
 * threads, sockets or plugins' classes; nothing behind it sees a map. Start reading at
 * {@link dev.kurier.producer.config.ProducerSettings}, then SettingsParser; the settings themselves are rows of the
 * tables in {@code dev.kurier.producer.config.table}.
 */
@NullMarked
package dev.kurier.producer.config;

import org.jspecify.annotations.NullMarked;
