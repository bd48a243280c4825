package dev.kurier.integrationtests.roundtrip;

/** Shows with Kafka's own producer that a broker can be killed under load and nothing acknowledged is lost. */
class KafkaClientsBrokerCrashTest extends BrokerCrashTest {
    @Override
    RecordWriter writer() {
        return new KafkaClientsWriter();
    }
}
