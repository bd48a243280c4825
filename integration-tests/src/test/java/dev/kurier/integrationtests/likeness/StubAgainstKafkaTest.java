package dev.kurier.integrationtests.likeness;

import dev.kurier.integrationtests.broker.KafkaVersion;

/** The newest release, which the stub is where nothing else is said. */
class StubAgainstKafkaTest extends AnswersAlike {
    StubAgainstKafkaTest() {
        super(KafkaVersion.KAFKA_4_4_0, 13, KnownDifferences.toKafka44());
    }
}
