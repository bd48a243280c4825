package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** A caller waits until its deadline, but a pause of the process does not end the wait by itself. */
class ParkingWaiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong nowNs = new AtomicLong();
    private final AtomicReference<Runnable> unpark = new AtomicReference<>();

    /** Whoever reads the clock has the next park return at once. */
    private final ParkingWaiter waiter = new ParkingWaiter(() -> {
        unpark.get().run();
        return nowNs.get();
    });

    private int looks;

    @Test
    void givesUpAtTheDeadline() throws InterruptedException {
        assertThat(await(look -> nowNs.addAndGet(10 * SECOND) < 0)).isFalse();
        assertThat(nowNs.get()).isEqualTo(60 * SECOND);
    }

    @Test
    void looksAgainAfterAPauseOfTheProcess() throws InterruptedException {
        assertThat(await(look -> look == 3, 180)).isTrue();
    }

    @Test
    void givesUpAfterAPauseWhenTheTimeThatWasLeftHasPassed() throws InterruptedException {
        assertThat(await(look -> nowNs.addAndGet(look < 2 ? 0 : 10 * SECOND) < 0, 180))
                .isFalse();
        assertThat(nowNs.get()).isLessThanOrEqualTo(250 * SECOND);
    }

    private boolean await(IntPredicate done) throws InterruptedException {
        return await(done, 0);
    }

    /** Waits up to a minute; the process is stopped for so long while the caller is parked for the first time. */
    private boolean await(IntPredicate done, long pauseSeconds) throws InterruptedException {
        AtomicLong reads = new AtomicLong();
        ParkingWaiter paused = pauseSeconds == 0
                ? waiter
                : new ParkingWaiter(() -> {
                    unpark.get().run();
                    return reads.incrementAndGet() == 3 ? nowNs.addAndGet(pauseSeconds * SECOND) : nowNs.get();
                });
        return paused.await(() -> done.test(++looks), unpark::set, 60 * SECOND);
    }
}
