/**
 * Writes records to real brokers and compares everything with what an independent consumer reads back.
 *
 * <p>The tests are abstract: each producer under test (kafka-clients, which shows that the expectations are right, and
 * Kurier) runs all of them through a {@link dev.kurier.integrationtests.roundtrip.RecordWriter}. Start reading at
 * {@link dev.kurier.integrationtests.roundtrip.RoundTripTest}.
 */
@NullMarked
package dev.kurier.integrationtests.roundtrip;

import org.jspecify.annotations.NullMarked;
