package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.OutcomeUnknownException;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.MatchedRequest;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a batch is retried whose deliveries have completed as UNKNOWN, and what that costs those behind it. */
class CompletingRetryTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void countsOnlyLiveBatchesAgainstTheMemoryLimit() {
        Simulation sim = start(shortDeadlines().memoryBytes(64 << 10));
        sim.cluster().next(ApiKey.PRODUCE).partition(0).times(2).neverAnswer();
        Delivery oldest = sim.append("t", 0, large("oldest"));
        sim.runUntil(oldest::isDone, LONG);
        int leader = sim.cluster().partition("t", 0).leader();
        sim.transport().refuse(leader, true);
        sim.transport().resetAll();
        for (int i = 0; i < 12; i++) {
            sim.cluster().next(ApiKey.PRODUCE).partition(1).times(2).neverAnswer();
            Delivery other = sim.append("t", 1, large("other" + i));
            sim.runUntil(other::isDone, LONG);
            assertThat(other.outcome()).isEqualTo(Outcome.UNKNOWN);
            Delivery next = sim.append("t", 1, "next");
            sim.runUntil(next::isDone, LONG);
        }
        sim.transport().refuse(leader, false);
        Delivery behind = sim.append("t", 0, "behind");
        sim.runUntil(behind::isDone, LONG);
        assertThat(behind.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(sim.cluster().records("t", 0))
                .as("the oldest was not abandoned: 2 KB of 16 were in use")
                .hasSize(2)
                .extracting(StoredRecord::producerEpoch)
                .containsOnly((short) 0);
    }

    @Test
    void sendsLaterRecordsSoonWhenOneBatchIsAlwaysAnsweredWithAnUnknownServerError() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        warmUp(sim);
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> holds(request, "bad"))
                .fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        checkLaterRecordsFlow(sim);
    }

    @Test
    void sendsLaterRecordsSoonWhenEachResponseLeavesOneBatchOut() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        warmUp(sim);
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> holds(request, "bad"))
                .omit();
        checkLaterRecordsFlow(sim);
    }

    /** The bounds hold whatever stage the batch is in: it is reported early for want of retries. */
    @Test
    void abandonsABatchOutOfRetriesThatIsAlwaysAnsweredWithAnUnknownServerError() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1).retries(1));
        warmUp(sim);
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> holds(request, "bad"))
                .fail(ErrorCode.UNKNOWN_SERVER_ERROR);
        checkLaterRecordsFlow(sim);
    }

    /** One record a second for eight minutes, behind a bad one: all but that one are written, none much later than it ends. */
    private static void checkLaterRecordsFlow(Simulation sim) {
        Delivery bad = sim.append("t", 0, "bad");
        long startNs = sim.nowNs();
        List<Delivery> later = new ArrayList<>();
        for (int i = 0; i < 480; i++) {
            later.add(sim.append("t", 0, "later" + i));
            sim.runFor(Duration.ofSeconds(1));
            if (sim.nowNs() - startNs > Duration.ofSeconds(32).toNanos()) {
                assertThat(later.get(0).isDone()).as("after request.timeout.ms").isTrue();
            }
        }
        assertThat(bad.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(later)
                .allSatisfy(delivery -> assertThat(delivery.outcome())
                        .as("%s", delivery.error())
                        .isEqualTo(Outcome.PERSISTED));
    }

    @Test
    void abandonsABatchSoonAfterItsDeadlineWhenTheBrokerGoesOnAnsweringWithoutAResult() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        warmUp(sim);
        FaultHandle never = sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> holds(request, "bad"))
                .fail(ErrorCode.KAFKA_STORAGE_ERROR);
        Delivery bad = sim.append("t", 0, "bad");
        sim.runUntil(bad::isDone, LONG);
        assertThat(bad.outcome()).isEqualTo(Outcome.UNKNOWN);
        Delivery later = sim.append("t", 0, "later");
        sim.runUntil(later::isDone, Duration.ofSeconds(33));
        assertThat(later.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(never.hits()).isGreaterThan(100);
    }

    @Test
    void keepsTheNumbersOfABatchThatHasNoRetriesLeft() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1).retries(1));
        warmUp(sim);
        sim.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> holds(request, "cut0"))
                .times(2)
                .afterApply()
                .disconnect();
        List<Delivery> cut = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            cut.add(sim.append("t", 0, "cut" + i));
        }
        sim.runUntil(() -> cut.stream().allMatch(Delivery::isDone), LONG);
        assertThat(cut.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(cut.get(0).error()).hasMessageContaining("retries=1");
        assertThat(cut.subList(1, 5)).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
        assertThat(sim.cluster().records("t", 0))
                .hasSize(6)
                .extracting(StoredRecord::producerEpoch)
                .containsOnly((short) 0);
    }

    @Test
    void saysWhyARefusedBatchMayBeInTheLogAndWhyThoseBehindItCanNotBeRetried() {
        Simulation sim = start(SimSettings.defaults().batchBytes(1));
        warmUp(sim);
        sim.cluster()
                .next(ApiKey.PRODUCE)
                .when(request -> holds(request, "first"))
                .afterApply()
                .disconnect();
        sim.cluster()
                .next(ApiKey.PRODUCE)
                .when(request -> holds(request, "first"))
                .skip(1)
                .fail(ErrorCode.POLICY_VIOLATION);
        Delivery first = sim.append("t", 0, "first");
        Delivery second = sim.append("t", 0, "second");
        sim.runUntil(second::isDone, LONG);
        assertThat(first.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(first.error())
                .hasMessageContaining("POLICY_VIOLATION")
                .hasMessageContaining("But an earlier attempt had no definite response (broker 1")
                .hasMessageContaining("the records may be in the log");
        assertThat(second.error())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("an attempt had no definite response (broker 1")
                .hasMessageContaining("an earlier batch of the partition ended: ")
                .hasMessageContaining("POLICY_VIOLATION");
    }

    private static boolean holds(MatchedRequest request, String value) {
        return StandardCharsets.ISO_8859_1
                .decode(request.frame().duplicate())
                .toString()
                .contains(value);
    }

    private static void warmUp(Simulation sim) {
        Delivery warm = sim.append("t", 0, "warm");
        sim.runUntil(warm::isDone, LONG);
    }

    /** What is in flight at the deadline stays so for most of a second. */
    private static SimSettings shortDeadlines() {
        return SimSettings.defaults()
                .requestTimeoutMs(2_000)
                .deliveryTimeoutMs(3_000)
                .healTimeoutMs(300_000)
                .lingerMs(0);
    }

    private static String large(String name) {
        return name + "x".repeat(1_990 - name.length());
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        return sim;
    }
}
