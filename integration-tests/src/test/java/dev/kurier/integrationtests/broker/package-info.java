/**
 * Runs real Apache Kafka brokers, each in a JVM of its own.
 *
 * <p>Owns their processes, ports, directories and class paths. Knows nothing of Kurier. Start reading at
 * {@link dev.kurier.integrationtests.broker.KafkaBroker}.
 */
@NullMarked
package dev.kurier.integrationtests.broker;

import org.jspecify.annotations.NullMarked;
