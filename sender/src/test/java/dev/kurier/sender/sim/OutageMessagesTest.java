package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kurier.api.Delivery;
import dev.kurier.protocol.ApiKey;
import dev.kurier.sender.cluster.TopicTicket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Shows what errors and logs say of brokers and topics that are not there. */
class OutageMessagesTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("kurier.send");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Level levelBefore;

    @BeforeEach
    void listen() {
        log.start();
        levelBefore = LOGGER.getLevel();
        LOGGER.setLevel(Level.DEBUG);
        LOGGER.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.detachAppender(log);
        LOGGER.setLevel(levelBefore);
    }

    @ParameterizedTest
    @CsvSource({
        "refusing, Connection refused",
        "paused, no response to the handshake",
        "mute, no response to the handshake",
        "unanswered, no TCP connection",
        "closing, the broker closed the connection"
    })
    void aRecordThatRunsOutOfTimeNamesAddressAndCause(String how, String cause) {
        Simulation sim = started(SimSettings.defaults().requestTimeoutMs(2_000).deliveryTimeoutMs(9_000));
        makeUnreachable(sim, how);
        List<Delivery> deliveries = List.of(sim.append("t", 0, "a"));
        sim.runFor(Duration.ofSeconds(1));
        Delivery later = sim.append("t", 0, "never sent");
        sim.runFor(Duration.ofSeconds(12));

        String address = sim.cluster().broker(1).hostPort();
        assertThat(deliveries.get(0).error()).hasMessageContaining(address).hasMessageContaining(cause);
        assertThat(later.error()).hasMessageContaining(address).hasMessageContaining(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "refusing, Connection refused",
        "paused, no response to the handshake",
        "mute, no response to the handshake",
        "unanswered, no TCP connection",
        "closing, the broker closed the connection"
    })
    void whoWaitsForMetadataLearnsAddressAndCause(String how, String cause) {
        Simulation sim = new Simulation(SimSettings.defaults().brokers(1));
        makeUnreachable(sim, how);
        TopicTicket ticket = new TopicTicket("t", -1, sim.nowNs() + 3_000_000_000L);
        sim.sender().wantTopic(ticket);
        sim.runFor(Duration.ofSeconds(2));

        assertThat(ticket.lastAnswer())
                .contains(sim.cluster().broker(1).hostPort())
                .contains(cause);
    }

    @Test
    void warnsOnceWhenABrokerBecomesUnavailableAndTellsWhenItIsBack() {
        Simulation sim = started(SimSettings.defaults().requestTimeoutMs(2_000));
        makeUnreachable(sim, "refusing");
        Delivery delivery = sim.append("t", 0, "a");
        sim.runFor(Duration.ofSeconds(20));
        assertThat(messages(Level.WARN)).hasSize(1).first().asString().contains("broker 1 at", "unavailable");

        sim.transport().refuse(1, false);
        sim.runUntil(delivery::isDone, Duration.ofSeconds(5));

        assertThat(messages(Level.WARN)).hasSize(1);
        assertThat(messages(Level.INFO))
                .hasSize(1)
                .first()
                .asString()
                .contains("broker 1 at", "available again", "failure(s)");
    }

    @Test
    void saysOfRecordsForADeletedTopicThatTheTopicIsMissing() {
        Simulation sim = started(SimSettings.defaults()
                .deliveryTimeoutMs(20_000)
                .shape(builder -> builder.topic("t", 3).autoCreateTopics(false)));
        sim.cluster().topic("t").delete();
        sim.cluster().broker(1).refuseConnections();
        sim.transport().resetAll();
        Delivery delivery = sim.append("t", 0, "a");
        sim.runUntil(delivery::isDone, Duration.ofSeconds(21));

        assertThat(delivery.error()).hasMessageContaining("UNKNOWN_TOPIC_OR_PARTITION for topic 't'");
        assertThat(messages(Level.WARN))
                .filteredOn(text -> text.contains("topic 't' is unavailable"))
                .hasSize(1);
    }

    @Test
    void saysNothingOfATopicThatIsBeingCreated() {
        Simulation sim = new Simulation(SimSettings.defaults());
        sim.learn("fresh");

        assertThat(messages(Level.WARN)).isEmpty();
    }

    private List<String> messages(Level level) {
        return log.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Simulation started(SimSettings settings) {
        Simulation sim = new Simulation(settings.lingerMs(0));
        sim.learn("t");
        Delivery warm = sim.append("t", 0, "warm");
        sim.runUntil(warm::isDone, Duration.ofSeconds(5));
        return sim;
    }

    private static void makeUnreachable(Simulation sim, String how) {
        switch (how) {
            case "paused" -> sim.cluster().broker(1).pause();
            case "mute" -> sim.cluster().broker(1).blackhole();
            case "unanswered" -> sim.transport().ignore(1, true);
            case "closing" -> sim.cluster().every(ApiKey.API_VERSIONS).broker(1).disconnect();
            default -> sim.transport().refuse(1, true);
        }
        if (!how.equals("paused") && !how.equals("mute")) {
            sim.transport().resetAll();
        }
    }
}
