package dev.kurier.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.sender.produce.FlushTicket;
import dev.kurier.sender.sim.SimSettings;
import dev.kurier.sender.sim.Simulation;
import dev.kurier.sender.transport.Transport;
import dev.kurier.sender.transport.TransportChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets the runner meet errors outside the sender: of its clock, of the transport, of both. */
class RunnerFailureTest {
    private static final long LONGER_THAN_ANY_RUN = 1_000_000;

    private final Simulation sim = new Simulation(SimSettings.defaults());

    static Stream<Throwable> whatMayBeThrown() {
        return Stream.of(new IllegalStateException("injected"), new OutOfMemoryError("injected"), new LinkageError());
    }

    @ParameterizedTest
    @MethodSource("whatMayBeThrown")
    void endsEverythingWhateverTheTransportThrows(Throwable thrown) {
        dies(new BrokenTransport(thrown, 3), sim::nowNs, thrown);
    }

    @ParameterizedTest
    @MethodSource("whatMayBeThrown")
    void endsEverythingWhateverTheClockThrowsFromSomeTimeOn(Throwable thrown) {
        long[] reads = {0};
        LongSupplier clock = () -> {
            if (++reads[0] > 5) {
                BrokenTransport.sneak(thrown);
            }
            return sim.nowNs();
        };
        dies(new BrokenTransport(thrown, LONGER_THAN_ANY_RUN), clock, thrown);
    }

    @Test
    void tellsTheCauseToWhoWaits() {
        IllegalStateException thrown = new IllegalStateException("injected");
        Delivery delivery = dies(new BrokenTransport(thrown, 2), sim::nowNs, thrown);

        assertThat(delivery.error()).hasRootCause(thrown).hasMessageContaining("injected");
    }

    @Test
    void forgetsAnInterruptInsteadOfSpinning() {
        List<Boolean> interrupted = new ArrayList<>();
        BrokenTransport transport = new BrokenTransport(new IllegalStateException("the end"), 4) {
            @Override
            public void poll(long timeoutNs) {
                interrupted.add(Thread.currentThread().isInterrupted());
                super.poll(timeoutNs);
                if (interrupted.size() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        new SenderRunner(sim.sender(), transport, sim.accumulator().sleepFlag(), sim::nowNs).run();

        assertThat(interrupted).containsExactly(false, false, false, false);
    }

    private Delivery dies(Transport transport, LongSupplier clock, Throwable cause) {
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");
        FlushTicket flush = FlushTicket.untilTold();
        sim.sender().flush(flush);
        CloseTicket close = new CloseTicket(sim.nowNs() + LONGER_THAN_ANY_RUN);

        new SenderRunner(sim.sender(), transport, sim.accumulator().sleepFlag(), clock).run();
        sim.sender().close(close);

        assertThat(sim.sender().failure()).isSameAs(cause);
        assertThat(sim.sender().isTerminated()).isTrue();
        assertThat(delivery.outcome()).isIn(Outcome.NOT_PERSISTED, Outcome.UNKNOWN);
        assertThat(flush.isDone()).isTrue();
        assertThat(close.isDone()).isTrue();
        return delivery;
    }

    /** Throws at a poll, and whenever it is closed. */
    private static class BrokenTransport implements Transport {
        private final Throwable thrown;
        private final long atPoll;
        private long polls;

        BrokenTransport(Throwable thrown, long atPoll) {
            this.thrown = thrown;
            this.atPoll = atPoll;
        }

        @Override
        public TransportChannel open(InetSocketAddress address) {
            throw new AssertionError("the sender has its own");
        }

        @Override
        public void poll(long timeoutNs) {
            if (++polls == atPoll) {
                sneak(thrown);
            }
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {
            sneak(thrown);
        }

        @SuppressWarnings("unchecked")
        static <E extends Throwable> void sneak(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }
}
