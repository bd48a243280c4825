package dev.kurier.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.error.ProducerFailedException;
import dev.kurier.sender.produce.FlushTicket;
import dev.kurier.sender.sim.SimSettings;
import dev.kurier.sender.sim.Simulation;
import dev.kurier.sender.transport.Transport;
import dev.kurier.sender.transport.TransportChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends the sender's thread, everybody who waits for it is told. */
class SenderRunnerTest {
    static List<Supplier<Throwable>> ends() {
        return List.of(
                () -> new IllegalStateException("planted"),
                () -> new AssertionError("planted"),
                () -> new StackOverflowError("planted"),
                () -> new NoClassDefFoundError("planted"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void completesEveryDeliveryFlushAndCloseWhateverIsThrown(Supplier<Throwable> end) {
        Simulation sim = new Simulation(SimSettings.defaults());
        sim.learn("t");
        List<String> called = new ArrayList<>();
        Delivery delivery = sim.append("t", 0, "a", (metadata, error) -> called.add(String.valueOf(error.outcome())));
        FlushTicket flush = FlushTicket.untilTold();
        sim.sender().flush(flush);
        CloseTicket close = new CloseTicket(sim.nowNs() + Duration.ofHours(1).toNanos());
        sim.sender().close(close);
        FailingTransport transport = new FailingTransport(end.get());

        new SenderRunner(sim.sender(), transport, sim.accumulator().sleepFlag(), sim::nowNs).run();

        assertThat(sim.sender().failure()).isSameAs(transport.failure);
        assertThat(delivery.error()).isInstanceOf(ProducerFailedException.class).hasCause(transport.failure);
        assertThat(called).containsExactly(String.valueOf(delivery.outcome())).doesNotContain("PERSISTED");
        assertThat(delivery.outcome()).isIn(Outcome.UNKNOWN, Outcome.NOT_PERSISTED);
        assertThat(flush.isDone()).isTrue();
        assertThat(close.isDone()).isTrue();
        assertThat(transport.closed).isTrue();
    }

    private static final class FailingTransport implements Transport {
        private final Throwable failure;
        private boolean closed;

        FailingTransport(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public TransportChannel open(InetSocketAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void poll(long timeoutNs) {
            sneak(failure);
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {
            closed = true;
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void sneak(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }
}
