package dev.kurier.integrationtests.likeness;

import dev.kurier.integrationtests.broker.KafkaVersion;
import org.junit.jupiter.api.Nested;

/** Older releases, emulated. */
class EmulationAgainstKafkaTest {
    @Nested
    class Kafka40 extends AnswersAlike {
        Kafka40() {
            super(KafkaVersion.KAFKA_4_0_1, 12, KnownDifferences.toKafka40());
        }
    }

    @Nested
    class Kafka39 extends AnswersAlike {
        Kafka39() {
            super(KafkaVersion.KAFKA_3_9_1, 11, KnownDifferences.toKafka39());
        }
    }

    @Nested
    class Kafka28 extends AnswersAlike {
        Kafka28() {
            super(KafkaVersion.KAFKA_2_8_2, 9, KnownDifferences.toKafka28());
        }
    }
}
