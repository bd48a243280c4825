package dev.kurier.accumulator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Shows when a pool takes memory from the JVM, and when it hands it on. */
class SlabsOnDemandTest {
    private static final int TOTAL = 32 << 20;
    private static final int FIRST = 64 * 1024;

    private final List<ByteBuffer> allocated = new ArrayList<>();
    private long roomBytes = Long.MAX_VALUE;
    private RuntimeException failure;
    private final SlabStock stock = new SlabStock(this::allocate, sizeBytes -> sizeBytes <= roomBytes);
    private final MemoryPool pool = new MemoryPool(TOTAL, 1 << 20, true, stock);
    private final LeaderShare one = pool.share(1);

    @Test
    void takesNothingBeforeTheFirstRecordAndLittleForIt() {
        assertThat(pool.slabBytes()).isZero();
        take(pool, 1_000);
        assertThat(pool.slabBytes()).isEqualTo(FIRST);
    }

    @Test
    void takesLargerSlabsAsMoreIsHeldAndNeverMoreThanTheBudget() {
        List<MemoryChunk> held = takeAll(16 * 1024);

        assertThat(held).hasSize(TOTAL / (16 * 1024));
        assertThat(pool.slabBytes()).isEqualTo(TOTAL);
        assertThat(allocated).hasSizeLessThan(40);
    }

    @Test
    void replacesSmallSlabsByOneThatIsLargeEnough() {
        takeAll(16 * 1024).forEach(pool::release);

        assertThat(takeAll(1 << 20)).hasSize(32);
        assertThat(pool.slabBytes()).isEqualTo(TOTAL);
    }

    @Test
    void handsOnWhatWasNotUsedForAWhile() {
        pool.look(at(0));
        MemoryChunk inUse = take(pool, 1_000);
        takeAll(16 * 1024).forEach(pool::release);
        assertThat(pool.look(at(10))).isEqualTo(10_000_000_000L);
        assertThat(pool.slabBytes()).isEqualTo(TOTAL);

        pool.look(at(20));
        assertThat(pool.slabBytes()).isEqualTo(FIRST);
        pool.release(inUse);
        pool.look(at(30));
        pool.look(at(40));

        assertThat(pool.slabBytes()).isZero();
        assertThat(pool.look(at(41))).as("nothing to look after").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void handsOnAllWhenItIsClosedAndWhatIsLentWhenItComesBack() {
        take(pool, 512);
        MemoryChunk late = take(pool, 1 << 20);
        pool.release(take(pool, 16 * 1024));
        long before = pool.slabBytes();

        pool.close();
        assertThat(pool.slabBytes()).isLessThanOrEqualTo(before).isGreaterThan(1 << 20);
        pool.release(late);

        assertThat(pool.slabBytes()).isEqualTo(FIRST);
    }

    @Test
    void givesTheNextProducerWhatAClosedOneHadAndAllocatesNothing() {
        List<MemoryChunk> held = takeAll(16 * 1024);
        pool.close();
        held.forEach(pool::release);
        int before = allocated.size();

        MemoryPool next = new MemoryPool(TOTAL, 1 << 20, true, stock);
        while (next.tryTake(next.share(1), 16 * 1024) != null) {}

        assertThat(allocated).hasSize(before);
        assertThat(next.availableBytes()).isZero();
    }

    @Test
    void refusesWithoutWaitingWhileTheJvmHasNoDirectMemoryLeft() {
        roomBytes = 0;

        assertThat(pool.tryTake(one, 1_000)).isNull();

        assertThat(allocated).isEmpty();
        assertThat(pool.isJvmExhausted()).isTrue();
        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
        assertThat(one.heldBytes()).isZero();
    }

    @Test
    void makesTheJvmLookForMemoryOnlyForACallerThatMayWait() {
        roomBytes = 0;
        MemoryTicket ticket = pool.queue(one, 1_000);
        assertThat(ticket.isWaiting()).isTrue();

        pool.makeRoom(ticket);

        assertThat(allocated).hasSize(1);
        assertThat(ticket.isGranted()).isTrue();
        assertThat(pool.isJvmExhausted()).isFalse();
    }

    @Test
    void servesAWaiterWhenSomebodyElseHasGivenDirectMemoryBack() {
        pool.look(at(0));
        roomBytes = 0;
        MemoryTicket ticket = pool.queue(one, 1_000);
        roomBytes = Long.MAX_VALUE;

        pool.look(at(1));

        assertThat(ticket.isGranted()).isTrue();
    }

    @Test
    void losesNoChargeWhenCuttingFailsForAWaiter() {
        failure = new IllegalStateException("no memory");

        assertThatThrownBy(() -> pool.queue(one, 1_000)).isSameAs(failure);
        assertThat(pool.waiting()).isZero();
        assertThatThrownBy(() -> pool.tryTake(one, 1_000)).isSameAs(failure);
        MemoryTicket waiting = waitWhilePaused();
        assertThatThrownBy(pool::resume).isSameAs(failure);
        waiting.cancel();

        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
        assertThat(one.heldBytes()).isZero();
    }

    private MemoryTicket waitWhilePaused() {
        pool.pause();
        return pool.queue(one, 1_000);
    }

    private ByteBuffer allocate(int sizeBytes) {
        if (failure != null) {
            throw failure;
        }
        ByteBuffer memory = ByteBuffer.allocate(sizeBytes);
        allocated.add(memory);
        return memory;
    }

    private static MemoryChunk take(MemoryPool from, int sizeBytes) {
        return Objects.requireNonNull(from.tryTake(from.share(1), sizeBytes));
    }

    private List<MemoryChunk> takeAll(int sizeBytes) {
        List<MemoryChunk> held = new ArrayList<>();
        MemoryChunk chunk;
        while ((chunk = pool.tryTake(one, sizeBytes)) != null) {
            held.add(chunk);
        }
        return held;
    }

    private static long at(long seconds) {
        return -5_000_000_000L + seconds * 1_000_000_000L;
    }
}
