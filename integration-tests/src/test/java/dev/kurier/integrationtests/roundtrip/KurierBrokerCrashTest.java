package dev.kurier.integrationtests.roundtrip;

/** Shows that Kurier loses nothing it acknowledged, and repeats nothing, when the broker is killed under load. */
class KurierBrokerCrashTest extends BrokerCrashTest {
    @Override
    RecordWriter writer() {
        return new KurierWriter();
    }
}
