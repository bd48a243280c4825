/**
 * The broker stub beside a real Kafka broker: the same bytes to both, their answers compared field by field.
 *
 * <p>Requests are written and answers read by kafka-clients, so that a mistake in {@code protocol} can't hide. What may
 * differ is listed, each with its reason, in {@link dev.kurier.integrationtests.likeness.KnownDifferences}.
 *
 * <p>Start at {@link dev.kurier.integrationtests.likeness.StubAgainstKafkaTest}; a new API joins with a {@code …Samples}.
 */
@NullMarked
package dev.kurier.integrationtests.likeness;

import org.jspecify.annotations.NullMarked;
