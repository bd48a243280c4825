package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker whose metadata lags may still name the id of a topic that was deleted and created again. */
class LaggingTopicIdTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Uuid NEVER_SEEN = new Uuid(77, 77);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneResponseWithTheOldIdFailsNoRecordOfTheLivingTopic(boolean follow) {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(follow).lingerMs(5_000));
        Uuid old = sim.cluster().topic("t").id();
        recreate(sim);
        List<Delivery> open = append(sim, "open");
        FaultHandle lagging = lag(sim, 1, sim.cluster().topic("t").id(), old);
        sim.transport().resetAll(); // whoever loses a connection asks for everything
        sim.runUntil(() -> lagging.hits() == 1, SOON);
        arePersisted(sim, open);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void norDoResponsesThatNameOldAndNewIdInTurn(boolean follow) {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(follow).lingerMs(5_000));
        Uuid old = sim.cluster().topic("t").id();
        recreate(sim);
        List<Delivery> open = append(sim, "open");
        Uuid living = sim.cluster().topic("t").id();
        for (int i = 0; i < 4; i++) {
            FaultHandle lagging = lag(sim, 1, living, old);
            sim.transport().resetAll();
            sim.runUntil(() -> lagging.hits() == 1, SOON);
            sim.runFor(Duration.ofMillis(400));
        }
        arePersisted(sim, open);
    }

    @Test
    void norDoTwoBrokersThatBothLag() {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(false).lingerMs(20_000));
        Uuid old = sim.cluster().topic("t").id();
        recreate(sim);
        List<Delivery> open = append(sim, "open");
        FaultHandle lagging = lag(
                sim.cluster().every(ApiKey.METADATA), sim.cluster().topic("t").id(), old);
        sim.transport().refuse(1, true);
        sim.transport().resetAll();
        sim.runFor(Duration.ofSeconds(10));
        assertThat(lagging.hits()).isGreaterThan(3);
        sim.cluster().clearFaults();
        sim.transport().refuse(1, false);
        arePersisted(sim, open);
    }

    @Test
    void norDoesAnIdThatThisProducerHasNeverSeen() {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(false).lingerMs(5_000));
        List<Delivery> open = append(sim, "open");
        FaultHandle lagging = lag(sim, 1, sim.cluster().topic("t").id(), NEVER_SEEN);
        sim.transport().resetAll();
        sim.runUntil(() -> lagging.hits() == 1, SOON);
        arePersisted(sim, open);
    }

    @Test
    void norDoesABrokerThatTellsNoIds() {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(false).lingerMs(5_000));
        List<Delivery> open = append(sim, "open");
        FaultHandle older = lag(sim, 1, sim.cluster().topic("t").id(), Uuid.ZERO);
        sim.transport().resetAll();
        sim.runUntil(() -> older.hits() == 1, SOON);
        arePersisted(sim, open);
    }

    @Test
    void theNewIdIsBelievedAlthoughOneBrokerGoesOnNamingTheOldOne() {
        Simulation sim = start(SimSettings.defaults().followRecreatedTopics(false));
        Uuid old = sim.cluster().topic("t").id();
        sim.cluster().topic("t").recreate(3);
        lag(
                sim.cluster().every(ApiKey.METADATA).broker(3),
                sim.cluster().topic("t").id(),
                old);
        Delivery poke = sim.append("t", 1, "poke");
        sim.runUntil(poke::isDone, Duration.ofSeconds(20));
        List<Delivery> after = append(sim, "after");
        sim.flush(Duration.ofSeconds(40));
        assertThat(after).extracting(Delivery::outcome).containsOnly(Outcome.PERSISTED);
    }

    @Test
    void theNewIdIsBelievedWhenOnlyOneBrokerCanBeAsked() {
        Simulation sim =
                start(SimSettings.defaults().followRecreatedTopics(false).deliveryTimeoutMs(60_000));
        sim.cluster().topic("t").recreate(3);
        int leader = sim.cluster().partition("t", 0).leader();
        for (int broker = 1; broker <= 3; broker++) {
            sim.transport().refuse(broker, broker != leader);
        }
        sim.transport().resetAll();
        Delivery old = sim.append("t", 0, "old");
        sim.runUntil(old::isDone, Duration.ofSeconds(50));
        assertThat(old.error()).hasMessageContaining("kurier.topic.recreation=fail");
    }

    private static Simulation start(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        sim.append("t", 0, "before");
        sim.flush();
        return sim;
    }

    /** Creates the topic again and lets the sender find out. */
    private static void recreate(Simulation sim) {
        sim.cluster().topic("t").recreate(3);
        Outcome outcome;
        int pokes = 0;
        do {
            Delivery poke = sim.append("t", 1, "poke" + pokes++);
            sim.flush();
            outcome = poke.outcome();
        } while (outcome != Outcome.PERSISTED && pokes < 5);
        assertThat(outcome).isEqualTo(Outcome.PERSISTED);
    }

    private static FaultHandle lag(Simulation sim, int times, Uuid id, Uuid named) {
        return lag(sim.cluster().next(ApiKey.METADATA).times(times), id, named);
    }

    private static FaultHandle lag(FaultBuilder requests, Uuid id, Uuid named) {
        return requests.corruptReply(frame -> {
            ByteBuffer bytes = ByteBuffer.wrap(frame);
            for (int i = 0; i + 16 <= frame.length; i++) {
                if (bytes.getLong(i) == id.msb() && bytes.getLong(i + 8) == id.lsb()) {
                    bytes.putLong(i, named.msb()).putLong(i + 8, named.lsb());
                }
            }
            return frame;
        });
    }

    private static void arePersisted(Simulation sim, List<Delivery> deliveries) {
        sim.runUntil(() -> deliveries.stream().allMatch(Delivery::isDone), Duration.ofSeconds(60));
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.outcome())
                        .as("%s", delivery.error())
                        .isEqualTo(Outcome.PERSISTED));
        assertThat(sim.cluster().records("t", 0).stream()
                        .map(StoredRecord::valueText)
                        .filter(value -> value.startsWith("open")))
                .containsExactly("open0", "open1", "open2");
    }

    private static List<Delivery> append(Simulation sim, String prefix) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            deliveries.add(sim.append("t", 0, prefix + i));
        }
        return deliveries;
    }
}
