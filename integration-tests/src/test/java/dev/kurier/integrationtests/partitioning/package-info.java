/**
 * Compares Kurier's partitioners with those of other clients, by where each puts the same records in the broker stub.
 *
 * <p>Start reading at {@link dev.kurier.integrationtests.partitioning.LibrdkafkaPartitionersTest}.
 */
@NullMarked
package dev.kurier.integrationtests.partitioning;

import org.jspecify.annotations.NullMarked;
