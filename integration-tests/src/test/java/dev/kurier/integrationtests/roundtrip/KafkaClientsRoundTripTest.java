package dev.kurier.integrationtests.roundtrip;

/** Shows with Kafka's own producer that what {@link RoundTripTest} expects is what Kafka does. */
class KafkaClientsRoundTripTest extends RoundTripTest {
    @Override
    RecordWriter writer() {
        return new KafkaClientsWriter();
    }
}
