package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Brokers, or what stands before them, that spoil a response: nothing hangs, no outcome is untrue, and all goes on afterwards. */
class HostileRepliesTest {
    private static final List<ApiKey> APIS =
            List.of(ApiKey.API_VERSIONS, ApiKey.METADATA, ApiKey.INIT_PRODUCER_ID, ApiKey.PRODUCE);

    /** A way to spoil one response. */
    enum Trouble {
        SIZE_OF_ZERO(rule -> rule.corruptReply(frame -> sized(frame, 0))),
        NEGATIVE_SIZE(rule -> rule.corruptReply(frame -> sized(frame, -1))),
        HUGE_SIZE(rule -> rule.corruptReply(frame -> sized(frame, Integer.MAX_VALUE))),
        BODY_OF_ONES(rule -> rule.corruptReply(frame -> filled(frame, 8, (byte) -1))),
        BODY_OF_ZEROS_BEHIND_THE_HEADER(rule -> rule.corruptReply(frame -> filled(frame, 9, (byte) 0))),
        HALF_A_BODY(rule -> rule.corruptReply(frame ->
                sized(Arrays.copyOf(frame, 4 + (frame.length - 4) / 2), (frame.length - 4) / 2))),
        NO_BODY(rule -> rule.corruptReply(frame -> sized(Arrays.copyOf(frame, 8), 4))),
        WRONG_CORRELATION_ID(FaultBuilder::wrongCorrelationId),
        SWAPPED(FaultBuilder::swapReply),
        CUT_IN_THE_SIZE_THEN_CLOSED(rule -> rule.truncateReplyAt(3).thenClose()),
        CUT_IN_THE_BODY_THEN_RESET(rule -> rule.truncateReplyAt(12).thenReset()),
        CUT_IN_THE_BODY_THEN_STALLED(rule -> rule.truncateReplyAt(12).thenStall()),
        STALLED(FaultBuilder::stallReply),
        TRICKLED(rule -> rule.trickle(1, Duration.ofMillis(2))),
        BLACK_HOLE(FaultBuilder::blackhole);

        final Function<FaultBuilder, FaultHandle> plant;

        Trouble(Function<FaultBuilder, FaultHandle> plant) {
            this.plant = plant;
        }
    }

    private final List<String> called = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    @RegisterExtension
    final KafkaOnSockets sockets = KafkaOnSockets.started();

    static Stream<Arguments> everyTroubleOfEveryApi() {
        return APIS.stream().flatMap(api -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(api, trouble)));
    }

    @ParameterizedTest
    @MethodSource("everyTroubleOfEveryApi")
    void oneSpoiledResponseCostsNothingButTime(ApiKey api, Trouble trouble) {
        KafkaByHand kafka = byHand();
        FaultHandle planted = trouble.plant.apply(kafka.cluster().next(api));

        send(kafka.producer(), 6);
        kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));

        assertThat(planted.hits()).isEqualTo(1);
        allIsTrue(kafka.cluster());
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(called).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @ParameterizedTest
    @EnumSource
    void responsesThatAreAllSpoiledEndInTrueOutcomesAndRecovery(Trouble trouble) {
        KafkaByHand kafka = byHand();
        send(kafka.producer(), 2);
        kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
        var unused = trouble.plant.apply(kafka.cluster().every(ApiKey.PRODUCE));

        send(kafka.producer(), 6);
        kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
        allIsTrue(kafka.cluster());

        kafka.cluster().clearFaults();
        goesOn(kafka);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"SWAPPED", "CUT_IN_THE_BODY_THEN_RESET", "STALLED", "TRICKLED", "BLACK_HOLE", "HUGE_SIZE"})
    void onSocketsToo(Trouble trouble) {
        Producer<String, String> producer = sockets.producer(
                "acks", "all", "batch.size", 1, "linger.ms", 0, "request.timeout.ms", 1_000, "retry.backoff.ms", 1);
        FaultHandle planted =
                trouble.plant.apply(sockets.cluster().next(ApiKey.PRODUCE).skip(1));

        send(producer, 6);
        producer.flush();

        assertThat(planted.hits()).isEqualTo(1);
        allIsTrue(sockets.cluster());
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
    }

    @Test
    void aBrokerThatHasForgottenTheProducerLosesAndDoublesNothing() {
        KafkaByHand kafka = byHand();
        for (int i = 0; i < 5; i++) {
            send(kafka.producer(), 3);
            kafka.cluster().partition("t", 0).loseProducerState();
            kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
            kafka.cluster().partition("t", 0).loseProducerState();
        }
        allIsTrue(kafka.cluster());
        assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
    }

    @Test
    void aBrokerThatForgetsTheProducerAfterALostResponseLosesAndDoublesNothing() {
        KafkaByHand kafka = byHand();
        send(kafka.producer(), 1);
        kafka.runUntil(() -> deliveries.get(0).isDone());
        FaultHandle lost = kafka.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        send(kafka.producer(), 3);
        kafka.runUntil(() -> lost.hits() == 1);
        kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
        kafka.cluster().partition("t", 0).loseProducerState();
        goesOn(kafka);
        allIsTrue(kafka.cluster());
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"DUPLICATE_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID"})
    void codesAboutTheProducersStateEndInTrueOutcomesAndRecovery(ErrorCode code) {
        for (int times = 1; times <= 3; times++) {
            for (int skip = 0; skip < 4; skip++) {
                deliveries.clear();
                called.clear();
                KafkaByHand kafka = byHand();
                kafka.cluster().next(ApiKey.PRODUCE).skip(skip).times(times).fail(code);
                send(kafka.producer(), 6);
                kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
                allIsTrue(kafka.cluster());
                goesOn(kafka);
                if (code == ErrorCode.UNKNOWN_PRODUCER_ID) {
                    assertThat(deliveries).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
                }
            }
        }
    }

    @Test
    void unknownProducerIdForABatchThatMayBeInTheLogIsNoReasonToWriteItTwice() {
        KafkaByHand kafka = byHand();
        send(kafka.producer(), 1);
        kafka.runUntil(() -> deliveries.get(0).isDone());
        kafka.cluster().next(ApiKey.PRODUCE).afterApply().disconnect();
        kafka.cluster().next(ApiKey.PRODUCE).skip(1).fail(ErrorCode.UNKNOWN_PRODUCER_ID);
        send(kafka.producer(), 3);
        kafka.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone));
        allIsTrue(kafka.cluster());
        goesOn(kafka);
    }

    private static KafkaByHand byHand() {
        return KafkaByHand.with(
                cluster -> cluster.brokers(1).topic("t", 1),
                "acks",
                "all",
                "batch.size",
                1,
                "linger.ms",
                0,
                "request.timeout.ms",
                2_000,
                "delivery.timeout.ms",
                30_000);
    }

    private void send(Producer<String, String> producer, int count) {
        for (int i = 0; i < count; i++) {
            String value = String.valueOf(deliveries.size());
            deliveries.add(producer.send(
                    ProducerRecord.<String, String>of("t", value).withPartition(0),
                    (metadata, error) -> called.add(value)));
        }
    }

    private void goesOn(KafkaByHand kafka) {
        send(kafka.producer(), 1);
        Delivery last = deliveries.get(deliveries.size() - 1);
        kafka.runFor(Duration.ofSeconds(10));
        assertThat(last.outcome()).as("%s", last.error()).isEqualTo(Outcome.PERSISTED);
        allIsTrue(kafka.cluster());
    }

    /** Holds every outcome against the log. */
    private void allIsTrue(StubCluster cluster) {
        List<StoredRecord> log = cluster.records("t", 0);
        List<String> values = log.stream().map(StoredRecord::valueText).toList();
        assertThat(values).doesNotHaveDuplicates();
        List<String> persisted = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            String value = String.valueOf(i);
            if (delivery.outcome() == Outcome.PERSISTED) {
                persisted.add(value);
                assertThat(values).contains(value);
                assertThat(delivery.join().offset())
                        .isIn(-1L, log.get(values.indexOf(value)).offset());
            } else if (delivery.outcome() == Outcome.NOT_PERSISTED) {
                assertThat(values).as("%s", delivery.error()).doesNotContain(value);
            }
        }
        assertThat(values.stream().filter(persisted::contains)).containsExactlyElementsOf(persisted);
    }

    private static byte[] sized(byte[] frame, int size) {
        ByteBuffer.wrap(frame).putInt(0, size);
        return frame;
    }

    private static byte[] filled(byte[] frame, int from, byte with) {
        Arrays.fill(frame, from, frame.length, with);
        return frame;
    }
}
