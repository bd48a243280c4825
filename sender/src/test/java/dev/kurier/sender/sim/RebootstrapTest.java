package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.sender.cluster.TopicTicket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Shows when the producer starts over from {@code bootstrap.servers} (KIP-899, KIP-1102, KIP-1242). */
class RebootstrapTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void startsOverWhenABrokerSaysSo() {
        Simulation sim = started(SimSettings.defaults());
        Set<Long> before = connections(sim);
        FaultHandle asked = sim.cluster().next(ApiKey.METADATA).fail(ErrorCode.REBOOTSTRAP_REQUIRED);

        sim.learn("another");
        sim.runUntil(() -> asked.hits() == 1, LONG);
        deliver(sim, "after");

        assertThat(producedOver(sim, "after")).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    @Test
    void startsOverWhenMetadataStaysAwayTooLong() {
        Simulation sim = started(SimSettings.defaults().requestTimeoutMs(60_000).rebootstrapTriggerMs(5_000));
        Set<Long> before = connections(sim);
        sim.cluster().next(ApiKey.METADATA).neverAnswer();
        want(sim, "another");
        sim.runFor(Duration.ofSeconds(4));
        assertThat(connections(sim)).as("too early").isEqualTo(before);

        sim.runFor(Duration.ofSeconds(2));
        long laterNs = sim.nowNs();
        deliver(sim, "after");

        assertThat(Duration.ofNanos(sim.nowNs() - laterNs)).isLessThan(Duration.ofSeconds(3));
        assertThat(producedOver(sim, "after")).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    @Test
    void waitsForTheKnownBrokersIfToldNotToStartOver() {
        Simulation sim = started(SimSettings.defaults().rebootstrap(false));
        for (int broker = 1; broker <= 3; broker++) {
            sim.transport().refuse(broker, true);
        }
        sim.transport().resetAll();
        want(sim, "another");

        sim.runFor(Duration.ofMinutes(1)); // fails if the sender turns without end
        for (int broker = 1; broker <= 3; broker++) {
            sim.transport().refuse(broker, false);
        }
        deliver(sim, "after");
    }

    @Test
    void keepsItsConnectionsWhileMetadataArrives() {
        Simulation sim = started(SimSettings.defaults().rebootstrapTriggerMs(5_000));
        Set<Long> before = connections(sim);

        sim.runFor(Duration.ofMinutes(7));
        deliver(sim, "after");

        assertThat(before).containsAll(producedOver(sim, "after"));
    }

    private static Simulation started(SimSettings settings) {
        Simulation sim = new Simulation(settings);
        sim.learn("t");
        deliver(sim, "warm");
        return sim;
    }

    private static void want(Simulation sim, String topic) {
        long untilNs = sim.nowNs() + Duration.ofMinutes(1).toNanos();
        sim.sender().wantTopic(new TopicTicket(topic, -1, untilNs));
    }

    private static void deliver(Simulation sim, String value) {
        Delivery delivery = sim.append("t", 0, value);
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private static Set<Long> connections(Simulation sim) {
        return sim.cluster().requests().stream()
                .map(ReceivedRequest::connectionId)
                .collect(Collectors.toSet());
    }

    /** The connections over which the value was sent. */
    private static Set<Long> producedOver(Simulation sim, String value) {
        return sim.cluster().requests().stream()
                .filter(request -> request.apiKey() == ApiKey.PRODUCE.id())
                .filter(request ->
                        new String(bytes(request), java.nio.charset.StandardCharsets.ISO_8859_1).contains(value))
                .map(ReceivedRequest::connectionId)
                .collect(Collectors.toSet());
    }

    private static byte[] bytes(ReceivedRequest request) {
        byte[] bytes = new byte[request.bytes().remaining()];
        request.bytes().duplicate().get(bytes);
        return bytes;
    }
}
