package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.ProducerRecord;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shows what {@code partitioner.availability.timeout.ms} does about a leader that takes nothing (KIP-794). */
class StalledLeaderTest {
    private static final int MUTE = 1;

    @Test
    void leavesALeaderOutThatHasTakenNothingForThatLong() {
        KafkaByHand kafka = withOneMuteLeader(500);
        kafka.runFor(Duration.ofMillis(600));

        List<Delivery> later = send(kafka, 60);
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(later).allMatch(Delivery::isDone);
    }

    @Test
    void keepsItUntilThen() {
        KafkaByHand kafka = withOneMuteLeader(500);
        kafka.runFor(Duration.ofMillis(100));

        List<Delivery> later = send(kafka, 60);
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(later).anyMatch(delivery -> !delivery.isDone());
    }

    @Test
    void keepsItForEverWithoutSuchATime() {
        KafkaByHand kafka = withOneMuteLeader(0);
        kafka.runFor(Duration.ofSeconds(5));

        List<Delivery> later = send(kafka, 60);
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(later).anyMatch(delivery -> !delivery.isDone());
    }

    @Test
    void takesItBackWhenItTakesBatchesAgain() {
        KafkaByHand kafka = withOneMuteLeader(500);
        kafka.runFor(Duration.ofMillis(600));
        kafka.cluster().clearFaults();
        kafka.runFor(Duration.ofMinutes(1));
        int before = kafka.cluster().records("t", MUTE).size();

        send(kafka, 60);
        kafka.runFor(Duration.ofSeconds(1));

        assertThat(kafka.cluster().records("t", MUTE)).hasSizeGreaterThan(before);
    }

    /** A batch is under way to the mute leader and another waits behind it. */
    private static KafkaByHand withOneMuteLeader(int availabilityTimeoutMs) {
        KafkaByHand kafka = KafkaByHand.with(
                        "partitioner.availability.timeout.ms",
                        availabilityTimeoutMs,
                        "partitioner.adaptive.partitioning.enable",
                        false,
                        "batch.size",
                        1)
                .warm();
        int leader = kafka.cluster().partition("t", MUTE).leader();
        kafka.cluster().every(ApiKey.PRODUCE).broker(leader).neverAnswer();
        for (int i = 0; i < 2; i++) {
            kafka.producer().send(ProducerRecord.<String, String>of("t", "held").withPartition(MUTE));
            kafka.runFor(Duration.ofMillis(20));
        }
        return kafka;
    }

    private static List<Delivery> send(KafkaByHand kafka, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kafka.producer().send(ProducerRecord.of("t", "v" + i)))
                .toList();
    }
}
