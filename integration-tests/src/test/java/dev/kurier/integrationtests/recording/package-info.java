/**
 * What was recorded at the stub, sent to real brokers. Start at {@link
 * dev.kurier.integrationtests.recording.ReplayAgainstKafkaTest}.
 */
@NullMarked
package dev.kurier.integrationtests.recording;

import org.jspecify.annotations.NullMarked;
