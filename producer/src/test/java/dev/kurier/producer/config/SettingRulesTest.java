package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.producer.config.ProducerSettings.Acks;
import dev.kurier.producer.config.ProducerSettings.Backoff;
import org.junit.jupiter.api.Test;

class SettingRulesTest {
    private static final long MS = 1_000_000;

    @Test
    void raisesAnUnsetAcksWhenIdempotenceIsWanted() {
        ProducerSettings settings = Given.parsed("enable.idempotence", "true");

        assertThat(settings.delivery().acks()).isEqualTo(Acks.ALL);
        assertThat(settings.delivery().sequences()).isTrue();
    }

    @Test
    void refusesToBeAwareOfRacksWithoutARack() {
        assertThat(Given.problems("partitioner.rack.aware", "true"))
                .singleElement()
                .asString()
                .startsWith("partitioner.rack.aware=true needs client.rack, which is empty");
        assertThat(Given.warnings("partitioner.rack.aware", "true", "client.rack", "a"))
                .isEmpty();
    }

    @Test
    void refusesIdempotenceWithOtherAcksAndNamesBoth() {
        for (String acks : new String[] {"0", "1"}) {
            assertThat(Given.problems("enable.idempotence", "true", "acks", acks))
                    .singleElement()
                    .asString()
                    .startsWith("enable.idempotence=true contradicts acks=" + acks + ": must be acks=all.");
        }
        assertThat(Given.parsed("enable.idempotence", "true", "acks", "-1")
                        .delivery()
                        .acks())
                .isEqualTo(Acks.ALL);
    }

    @Test
    void refusesIdempotenceWithoutRetriesOrWithManyInFlight() {
        assertThat(Given.problems("enable.idempotence", "true", "retries", "0"))
                .singleElement()
                .asString()
                .contains("enable.idempotence=true contradicts retries=0");
        assertThat(Given.problems("enable.idempotence", "true", "max.in.flight.requests.per.connection", "6"))
                .singleElement()
                .asString()
                .contains("enable.idempotence=true contradicts max.in.flight.requests.per.connection=6", "at most 5");
        assertThat(Given.warnings("enable.idempotence", "true", "max.in.flight.requests.per.connection", "5"))
                .isEmpty();
    }

    @Test
    void usesSequencesUnlessToldNotToOrNobodyAnswers() {
        assertThat(Given.parsed("acks", "1").delivery().sequences()).isTrue();
        assertThat(Given.parsed("acks", "all").delivery().sequences()).isTrue();
        assertThat(Given.parsed("acks", "1", "retries", 0).delivery().sequences())
                .isTrue();
        assertThat(Given.parsed("acks", "0").delivery().sequences()).isFalse();
        assertThat(Given.parsed("enable.idempotence", "false").delivery().sequences())
                .isFalse();
    }

    @Test
    void saysThatOnlyFiveBatchesOfAPartitionAreUnderWay() {
        assertThat(Given.warnings("max.in.flight.requests.per.connection", 6))
                .singleElement()
                .asString()
                .contains("max.in.flight.requests.per.connection=6", "at most 5");
        assertThat(Given.warnings("max.in.flight.requests.per.connection", 6, "enable.idempotence", false))
                .isEmpty();
    }

    @Test
    void refusesADeliveryTimeoutShorterThanItsParts() {
        assertThat(Given.problems("delivery.timeout.ms", 1000, "linger.ms", 1, "request.timeout.ms", 1000))
                .containsExactly("delivery.timeout.ms=1000 is not allowed: must be at least linger.ms=1 and"
                        + " request.timeout.ms=1000 together, 1001. Raise it, or lower one of the two.");
        assertThat(Given.parsed("delivery.timeout.ms", 1001, "linger.ms", 1, "request.timeout.ms", 1000)
                        .delivery()
                        .deliveryTimeoutNs())
                .isEqualTo(1001 * MS);
        assertThat(Given.problems("delivery.timeout.ms", 5, "linger.ms", "x")).hasSize(1);
    }

    @Test
    void raisesAnUnsetDeliveryTimeoutAndSaysSo() {
        ProducerSettings settings = Given.parsed("linger.ms", 100_000);

        assertThat(settings.delivery().deliveryTimeoutNs()).isEqualTo(130_000 * MS);
        assertThat(settings.effective()).containsEntry("delivery.timeout.ms", "130000");
        assertThat(settings.warnings()).singleElement().asString().contains("from 120000 to 130000");
    }

    @Test
    void treatsABatchSizeOfZeroAsOne() {
        assertThat(Given.parsed("batch.size", 0).batching().sizeBytes()).isEqualTo(1);
    }

    @Test
    void refusesABufferSmallerThanABatch() {
        assertThat(Given.problems("buffer.memory", 16_383))
                .containsExactly("buffer.memory=16383 is not allowed: must be at least batch.size=16384 (bytes). Raise"
                        + " it, or lower batch.size.");
        assertThat(Given.problems("buffer.memory", 0, "batch.size", 0)).hasSize(1);
    }

    @Test
    void warnsOfSizesThatDoNotFitEachOther() {
        assertThat(Given.warnings("buffer.memory", 1_000_000))
                .singleElement()
                .asString()
                .contains("max.request.size=1048576 is more than buffer.memory=1000000");
        ProducerSettings settings = Given.parsed("max.request.size", 1000);
        assertThat(settings.warnings()).singleElement().asString().contains("batch.size=16384 is more than");
        assertThat(settings.batching().sizeBytes()).isEqualTo(1000);
    }

    @Test
    void refusesSizesAndTimesWithWhichNoRecordCouldBeDelivered() {
        assertThat(Given.problems("max.request.size", 84, "batch.size", 0))
                .singleElement()
                .asString()
                .contains("max.request.size=84 is not allowed: must be at least 85 (bytes)");
        assertThat(Given.warnings("max.request.size", 85, "batch.size", 0)).isEmpty();
        assertThat(Given.problems("request.timeout.ms", 0))
                .singleElement()
                .asString()
                .contains("request.timeout.ms=0 is not allowed: must be 1 or more");
    }

    @Test
    void warnsOfALevelForACodecThatIsNotUsed() {
        assertThat(Given.warnings("compression.type", "zstd", "compression.zstd.level", 5))
                .isEmpty();
        assertThat(Given.parsed("compression.type", "zstd", "compression.zstd.level", 5)
                        .batching()
                        .compressionLevel())
                .isEqualTo(5);
        assertThat(Given.warnings("compression.gzip.level", 5))
                .containsExactly("compression.gzip.level=5 has no effect with compression.type=none.");
    }

    @Test
    void keepsWaitsConstantWhenTheFirstIsLongerThanTheLongest() {
        ProducerSettings settings = Given.parsed("retry.backoff.ms", 5000);

        assertThat(settings.delivery().retryBackoff()).isEqualTo(new Backoff(1000 * MS, 1000 * MS));
        assertThat(settings.warnings()).singleElement().asString().contains("retry.backoff.ms=5000 is more than");
    }

    @Test
    void letsTheFirstReconnectWaitSetTheLongestToo() {
        ProducerSettings alone = Given.parsed("reconnect.backoff.ms", 5000);
        assertThat(alone.connection().reconnectBackoff()).isEqualTo(new Backoff(5000 * MS, 5000 * MS));
        assertThat(alone.warnings()).isEmpty();

        assertThat(Given.warnings("reconnect.backoff.ms", 5000, "reconnect.backoff.max.ms", 400))
                .singleElement()
                .asString()
                .contains("reconnect.backoff.ms=5000 is more than reconnect.backoff.max.ms=400");
    }

    @Test
    void saysInOneLineWhatDoneMeans() {
        assertThat(promise())
                .isEqualTo("acks=1: a record is done when its partition's leader has it; it is lost when leadership"
                        + " moves, by plan or failure, before a replica has copied it: acks=all avoids that, with"
                        + " min.insync.replicas=2 or more of the topic; retries keep the order, and sequence numbers keep the log"
                        + " free of duplicates; every record's outcome is known within 120000 ms of its batch's opening"
                        + " (delivery.timeout.ms)");
        assertThat(promise("acks", "all", "enable.idempotence", false))
                .startsWith("acks=all: a record is done when all replicas in sync have it")
                .contains("may write a record twice, as enable.idempotence=false");
        assertThat(promise("acks", "0"))
                .startsWith("acks=0: a record is done when its bytes have left")
                .doesNotContain("duplicates");
        assertThat(promise("retries", 0)).contains("nothing is tried again (retries=0)");
    }

    private static String promise(Object... given) {
        return DeliveryPromise.of(Given.parsed(given)).describe();
    }
}
