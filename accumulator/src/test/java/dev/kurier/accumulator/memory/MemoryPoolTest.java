package dev.kurier.accumulator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
    private static final int TOTAL = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final MemoryPool pool = new MemoryPool(TOTAL, 1024, true);
    private final LeaderShare one = pool.share(1);
    private final LeaderShare two = pool.share(2);

    @Test
    void lendsEverythingAndGetsItBack() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        assertThat(held).hasSize(4);
        assertThat(pool.availableBytes()).isZero();
        assertThat(one.heldBytes()).isEqualTo(TOTAL);
        held.forEach(pool::release);
        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
        assertThat(one.heldBytes()).isZero();
        assertThat(pool.joinedFreeBytes()).isEqualTo(TOTAL);
    }

    @Test
    void lendsALargeChunkAfterManySmallOnesCameBack() {
        takeAll(one, 512).forEach(pool::release);
        assertThat(pool.tryTake(one, TOTAL)).isNotNull();
    }

    @Test
    void usesABudgetThatIsNoPowerOfTwo() {
        MemoryPool odd = new MemoryPool(100_000, 1024, false);
        assertThat(odd.totalBytes()).isEqualTo(99_840);
        assertThat(odd.largestChunkBytes()).isEqualTo(65_536);
        int got = 0;
        while (odd.tryTake(odd.share(1), 512) != null) {
            got += 512;
        }
        assertThat(got).isEqualTo(99_840);
    }

    @Test
    void refusesToTakeBackTwice() {
        MemoryChunk chunk = take(one, CHUNK);
        pool.release(chunk);
        assertThatThrownBy(() -> pool.release(chunk))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
    }

    @Test
    void overwritesWhatWasGivenBackWhenTestsWantThat() {
        MemoryChunk chunk = take(one, CHUNK);
        chunk.buffer().put(7, (byte) 1);
        pool.release(chunk);
        assertThat(chunk.buffer().get(7)).isEqualTo((byte) 0xDB);
    }

    @Test
    void servesWaitersInTheirOrderAndBeforeNewcomers() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        MemoryTicket large = pool.queue(one, 2 * CHUNK);
        MemoryTicket small = pool.queue(one, 512);
        pool.release(held.remove(0));
        // There is room for the small one and for a newcomer, but the large one came first.
        assertThat(large.isGranted() || small.isGranted()).isFalse();
        assertThat(pool.tryTake(one, 512)).isNull();
        pool.release(held.remove(0));
        pool.release(held.remove(0));
        assertThat(large.isGranted()).isTrue();
        assertThat(small.isGranted()).isTrue();
        assertThat(pool.hasWaiters()).isFalse();
        assertThat(Objects.requireNonNull(large.takeChunk()).sizeBytes()).isEqualTo(2 * CHUNK);
    }

    @Test
    void letsMemoryGatherForALargeRequestThatSmallOnesOfOthersWouldUseUp() {
        List<MemoryChunk> held = List.of(take(pool.share(3), CHUNK), take(pool.share(3), CHUNK));
        pool.release(take(two, CHUNK));
        take(pool.share(4), 2 * CHUNK);
        MemoryTicket large = pool.queue(one, 2 * CHUNK);
        MemoryTicket small = pool.queue(two, CHUNK);
        pool.release(held.get(0));
        assertThat(small.isWaiting()).isTrue();
        pool.release(held.get(1));
        assertThat(large.isGranted()).isTrue();
    }

    @Test
    void grantsATicketAtOnceIfThereIsMemory() {
        MemoryTicket ticket = pool.queue(one, CHUNK);
        assertThat(ticket.isGranted()).isTrue();
        assertThat(pool.exhaustedTotal()).isZero();
    }

    @Test
    void lendsOneOfSeveralLeadersAtMostHalf() {
        MemoryChunk ofTheOther = take(two, CHUNK);
        List<MemoryChunk> held = takeAll(one, CHUNK);
        assertThat(held).hasSize(2);
        MemoryTicket waiting = pool.queue(one, CHUNK);
        assertThat(waiting.isWaiting()).isTrue();
        // Who waits for a share of its own does not hold up another leader.
        MemoryTicket other = pool.queue(two, CHUNK);
        assertThat(other.isGranted()).isTrue();
        pool.release(ofTheOther);
        assertThat(waiting.isWaiting()).isTrue();
        pool.release(held.get(0));
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void servesALeaderThatIsNewBeforeTheOneThatHasTakenAll() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        MemoryTicket more = pool.queue(one, CHUNK);
        MemoryTicket ofTheNew = pool.queue(two, CHUNK);

        pool.release(held.get(0));

        assertThat(more.isWaiting()).isTrue();
        assertThat(ofTheNew.isGranted()).isTrue();
    }

    @Test
    void lendsEverythingToTheOnlyLeaderThatIsWrittenToHoweverManyAreKnown() {
        pool.share(3);
        assertThat(takeAll(one, CHUNK)).hasSize(4);
        assertThat(pool.leaderLimitBytes()).isEqualTo(TOTAL);
    }

    @Test
    void keepsRoomForALeaderThatWasWrittenToLatelyThoughItHoldsNothing() {
        pool.look(at(0));
        pool.release(take(two, CHUNK));
        pool.look(at(10));

        assertThat(takeAll(one, CHUNK)).hasSize(2);
    }

    @Test
    void servesAWaiterWhenTheOtherLeaderWasLeftAloneForAWhile() {
        pool.look(at(0));
        pool.release(take(two, CHUNK));
        takeAll(one, CHUNK);
        MemoryTicket waiting = pool.queue(one, CHUNK);
        assertThat(waiting.isWaiting()).isTrue();
        pool.look(at(10));
        assertThat(pool.look(at(19))).isEqualTo(1_000_000_000L);
        assertThat(waiting.isWaiting()).isTrue();

        pool.look(at(20));

        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void countsALeaderAsLongAsItHoldsMemory() {
        pool.look(at(0));
        take(two, CHUNK);
        pool.look(at(10));
        pool.look(at(20));

        assertThat(takeAll(one, CHUNK)).hasSize(2);
    }

    @Test
    void countsPartitionsWithoutLeaderWhileTheyHoldMemoryOnly() {
        MemoryChunk beforeTheLeaderWasKnown = take(pool.share(-1), CHUNK);
        List<MemoryChunk> held = takeAll(one, CHUNK);
        assertThat(held).hasSize(2);

        pool.release(beforeTheLeaderWasKnown);

        assertThat(takeAll(one, CHUNK)).hasSize(2);
    }

    @Test
    void lendsOneChunkBeyondItsShareToALeaderThatHoldsNothing() {
        pool.release(take(two, CHUNK));
        assertThat(pool.tryTake(one, TOTAL)).isNotNull();
    }

    @Test
    void givesTheTurnToTheNextWhenTheFirstLeaves() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        MemoryTicket large = pool.queue(one, TOTAL);
        MemoryTicket small = pool.queue(one, CHUNK);
        pool.release(held.get(0));
        assertThat(small.isWaiting()).isTrue();
        large.cancel();
        assertThat(small.isGranted()).isTrue();
        assertThat(large.isGranted()).isFalse();
    }

    @Test
    void takesBackWhatACancelledTicketWasGranted() {
        MemoryTicket ticket = pool.queue(one, CHUNK);
        ticket.cancel();
        ticket.cancel();
        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
        assertThat(ticket.takeChunk()).isNull();
    }

    @Test
    void wakesAllWaitersWhenItCloses() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        AtomicInteger woken = new AtomicInteger();
        List<MemoryTicket> tickets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            MemoryTicket ticket = pool.queue(one, CHUNK);
            ticket.onSettled(woken::incrementAndGet);
            tickets.add(ticket);
        }
        pool.close();
        assertThat(woken).hasValue(3);
        assertThat(tickets).allMatch(MemoryTicket::isClosed);
        assertThat(pool.queue(one, CHUNK).isClosed()).isTrue();
        held.forEach(pool::release);
        assertThat(pool.tryTake(one, CHUNK)).isNull();
        assertThat(pool.availableBytes()).isEqualTo(TOTAL);
    }

    @Test
    void tellsAListenerThatComesAfterTheGrant() {
        MemoryTicket ticket = pool.queue(one, CHUNK);
        AtomicInteger woken = new AtomicInteger();
        ticket.onSettled(woken::incrementAndGet);
        assertThat(woken).hasValue(1);
    }

    @Test
    void lendsNothingWhileItIsOverdrawnOrPaused() {
        takeAll(one, CHUNK);
        MemoryChunk beyond = pool.overdraw(one, 10_000);
        assertThat(beyond.sizeBytes()).isEqualTo(10_000);
        assertThat(pool.availableBytes()).isEqualTo(-10_000);
        pool.release(beyond);
        assertThat(pool.availableBytes()).isZero();

        MemoryPool other = new MemoryPool(TOTAL, 1024, true);
        other.pause();
        MemoryTicket ticket = other.queue(other.share(1), CHUNK);
        assertThat(ticket.isWaiting()).isTrue();
        other.resume();
        assertThat(ticket.isGranted()).isTrue();
    }

    @Test
    void keepsTheBudgetAfterAnOverdraftAlthoughSlabsAreFree() {
        List<MemoryChunk> held = takeAll(one, CHUNK);
        MemoryChunk beyond = pool.overdraw(one, CHUNK);
        pool.release(held.get(0));
        assertThat(pool.tryTake(one, 512)).isNull();
        MemoryTicket ticket = pool.queue(one, CHUNK);
        assertThat(ticket.isWaiting()).isTrue();
        pool.release(beyond);
        assertThat(ticket.isGranted()).isTrue();
    }

    @Test
    void refusesABudgetBeyondTheDirectMemoryOfTheJvm() {
        long limit = DirectMemory.limitBytes();
        assertThatThrownBy(() -> new MemoryPool(limit + 1, 1024))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("buffer.memory=" + (limit + 1))
                .hasMessageContaining(Long.toString(limit))
                .hasMessageContaining("-XX:MaxDirectMemorySize");
        assertThatThrownBy(() -> new MemoryPool(100, 1024))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("buffer.memory=100");
    }

    private MemoryChunk take(LeaderShare share, int sizeBytes) {
        return Objects.requireNonNull(pool.tryTake(share, sizeBytes));
    }

    private List<MemoryChunk> takeAll(LeaderShare share, int sizeBytes) {
        List<MemoryChunk> held = new ArrayList<>();
        MemoryChunk chunk;
        while ((chunk = pool.tryTake(share, sizeBytes)) != null) {
            held.add(chunk);
        }
        return held;
    }

    private static long at(long seconds) {
        return -5_000_000_000L + seconds * 1_000_000_000L;
    }
}
