package dev.kurier.integrationtests.roundtrip;

/** Shows that what Kurier writes is what was sent, byte for byte, to every supported release. */
class KurierRoundTripTest extends RoundTripTest {
    @Override
    RecordWriter writer() {
        return new KurierWriter();
    }
}
