package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.error.ConfigException;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.config.table.Allowed;
import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import dev.kurier.producer.config.table.ValueType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With each number at its ends, and beside zero: records are delivered, or the value is refused with a reason. */
class NumericExtremesTest {
    /** What only sockets can show. */
    private static final Set<String> OF_SOCKETS = Set.of(
            "send.buffer.bytes",
            "receive.buffer.bytes",
            "socket.connection.setup.timeout.ms",
            "socket.connection.setup.timeout.max.ms",
            "connections.max.idle.ms",
            "reconnect.backoff.ms",
            "reconnect.backoff.max.ms",
            "request.timeout.ms",
            "kurier.max.response.bytes");

    private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.SHORT, ValueType.INT, ValueType.LONG);
    private static final int TRIES = 5;

    static Stream<Arguments> extremes() {
        return KnownSettings.all().stream()
                .filter(setting -> setting.isSupported() && NUMBERS.contains(setting.type()))
                .flatMap(setting -> values(setting).map(value -> Arguments.of(setting.name(), value)))
                // Closes connections before they are used: an open fault of the sender.
                .filter(arguments ->
                        !(arguments.get()[0].equals("connections.max.idle.ms") && arguments.get()[1].equals(0L)));
    }

    private static Stream<Long> values(Setting setting) {
        Set<Long> values = new TreeSet<>(
                Set.of(-1L, 0L, 1L, setting.type().most(), setting.type().least()));
        if (setting.allowed() instanceof Allowed.Range range) {
            values.add(range.least());
            values.add(Math.min(range.most(), setting.type().most()));
        }
        return values.stream();
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("extremes")
    void deliversOrIsRefusedWithAReason(String name, long value) {
        KafkaByHand kafka;
        try {
            kafka = KafkaByHand.with(name, Long.toString(value));
        } catch (ConfigException e) {
            assertThat(e.problems()).singleElement().asString().contains(name + "=" + value);
            return;
        }
        Delivery delivery = null;
        for (int i = 0; i < TRIES && (delivery == null || delivery.outcome() != Outcome.PERSISTED); i++) {
            delivery = kafka.producer().send(KafkaByHand.record("a"));
            kafka.producer().flush();
            kafka.runFor(Duration.ofSeconds(1));
        }
        assertThat(delivery.outcome()).as(String.valueOf(delivery.error())).isEqualTo(Outcome.PERSISTED);
    }

    static Stream<Arguments> extremesOfSockets() {
        return extremes().filter(arguments -> OF_SOCKETS.contains(arguments.get()[0]));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("extremesOfSockets")
    void deliversOnSocketsOrIsRefusedWithAReason(String name, long value) {
        try (StubServer stub = StubCluster.builder().topic("t", 1).start();
                Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                        .serializers("string", "string")
                        .set("buffer.memory", 1 << 20)
                        .set(name, Long.toString(value))
                        .build()) {
            Delivery delivery = producer.send(KafkaByHand.record("a"));

            assertThat(producer.flush(Duration.ofSeconds(30))).isTrue();
            assertThat(delivery.outcome()).as(String.valueOf(delivery.error())).isEqualTo(Outcome.PERSISTED);
        } catch (ConfigException e) {
            assertThat(e.problems()).singleElement().asString().contains(name + "=" + value);
        }
    }
}
