package dev.kurier.integrationtests.likeness;

import dev.kurier.integrationtests.broker.KafkaVersion;

/** An older release, emulated. */
class EmulationAgainstKafkaTest extends AnswersAlike {
    EmulationAgainstKafkaTest() {
        super(KafkaVersion.KAFKA_3_9_1, 11, KnownDifferences.toKafka39());
    }
}
