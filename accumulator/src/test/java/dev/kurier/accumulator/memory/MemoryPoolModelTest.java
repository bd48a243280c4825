package dev.kurier.accumulator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Compares the pool with a simple model of it, and lets threads fight over it. */
class MemoryPoolModelTest {
    private static final int TOTAL = 256 * 1024;

    @Test
    void keepsItsAccountsUnderAnySequenceOfSteps() {
        Seeds.forEach(100, random -> {
            MemoryPool pool = new MemoryPool(TOTAL, 1024, true);
            List<MemoryChunk> held = new ArrayList<>();
            List<MemoryTicket> tickets = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                step(pool, random, held, tickets);
                collectGranted(tickets, held);
                long inUse = held.stream().mapToLong(MemoryChunk::sizeBytes).sum();
                assertThat(pool.availableBytes()).isEqualTo(TOTAL - inUse);
                assertThat(pool.waiting()).isEqualTo(tickets.size());
                assertOnlyTheDeservingWait(pool, tickets);
            }
            while (!held.isEmpty() || !tickets.isEmpty()) {
                held.forEach(pool::release);
                held.clear();
                collectGranted(tickets, held);
            }
            assertThat(pool.joinedFreeBytes()).isEqualTo(TOTAL);
            assertThat(pool.share(0).heldBytes() + pool.share(1).heldBytes()).isZero();
        });
    }

    private static void step(MemoryPool pool, Random random, List<MemoryChunk> held, List<MemoryTicket> tickets) {
        LeaderShare share = pool.share(random.nextInt(2));
        int sizeBytes = 1 + random.nextInt(TOTAL / 8);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                boolean mustWait = pool.hasWaiters();
                MemoryChunk chunk = pool.tryTake(share, sizeBytes);
                if (chunk != null) {
                    assertThat(mustWait).isFalse();
                    held.add(chunk);
                }
            }
            case 2 -> tickets.add(pool.queue(share, sizeBytes));
            case 3 -> {
                if (!tickets.isEmpty()) {
                    tickets.remove(random.nextInt(tickets.size())).cancel();
                }
            }
            default -> {
                if (!held.isEmpty()) {
                    pool.release(held.remove(random.nextInt(held.size())));
                }
            }
        }
    }

    private static void collectGranted(List<MemoryTicket> tickets, List<MemoryChunk> held) {
        tickets.removeIf(ticket -> {
            MemoryChunk chunk = ticket.takeChunk();
            if (chunk != null) {
                held.add(chunk);
            }
            return chunk != null;
        });
    }

    /** Whoever waits though nobody came before it has a reason: no memory, or its leader's share is used up. */
    private static void assertOnlyTheDeservingWait(MemoryPool pool, List<MemoryTicket> tickets) {
        if (!tickets.isEmpty() && pool.availableBytes() == TOTAL) {
            throw new AssertionError("all memory is free and " + tickets.size() + " wait");
        }
    }

    @Test
    void losesNoWakeUpAndNoByteAmongThreads() throws Exception {
        MemoryPool pool = new MemoryPool(64 * 1024, 1024, false);
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ParkingWaiter waiter = new ParkingWaiter(System::nanoTime);
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                try {
                    takeAndRelease(pool, waiter, new Random(number), pool.share(number % 2));
                } catch (Throwable e) {
                    failure.set(e);
                }
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).as("nobody is stuck").isTrue();
        assertThat(failure.get()).isNull();
        assertThat(pool.waiting()).isZero();
        assertThat(pool.availableBytes()).isEqualTo(pool.totalBytes());
        assertThat(pool.joinedFreeBytes()).isEqualTo(pool.totalBytes());
    }

    private static void takeAndRelease(MemoryPool pool, ParkingWaiter waiter, Random random, LeaderShare share)
            throws InterruptedException {
        List<MemoryChunk> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int sizeBytes = 512 << random.nextInt(5);
            MemoryChunk chunk = pool.tryTake(share, sizeBytes);
            if (chunk == null) {
                // Holding something while waiting for more could be a deadlock of the test's own.
                held.forEach(pool::release);
                held.clear();
                MemoryTicket ticket = pool.queue(share, sizeBytes);
                long waitNs = random.nextInt(4) == 0 ? 1_000 : 30_000_000_000L;
                boolean granted = waiter.await(ticket, System.nanoTime() + waitNs);
                if (!granted && waitNs > 1_000) {
                    throw new AssertionError("waited in vain, available=" + pool.availableBytes());
                }
                chunk = ticket.takeChunk();
                ticket.cancel();
            }
            if (chunk != null) {
                chunk.buffer().putLong(0, i);
                held.add(chunk);
            }
            if (held.size() > random.nextInt(8)) {
                pool.release(held.remove(0));
            }
        }
        held.forEach(pool::release);
    }
}
