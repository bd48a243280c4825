package dev.kurier.accumulator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlabTest {
    private static final int SIZE = 1 << 16;

    @Test
    void cutsChunksThatNeverOverlapAndJoinsThemAgain() {
        Seeds.forEach(50, random -> {
            Slab slab = new Slab(ByteBuffer.allocateDirect(SIZE), 9);
            BitSet used = new BitSet(SIZE);
            List<MemoryChunk> held = new ArrayList<>();
            for (int step = 0; step < 500; step++) {
                int order = 9 + random.nextInt(8);
                MemoryChunk chunk = random.nextBoolean() ? slab.take(order) : null;
                if (chunk != null) {
                    assertThat(chunk.sizeBytes()).isEqualTo(1 << order);
                    int from = chunk.slabOffset();
                    assertThat(used.get(from, from + (1 << order)).isEmpty()).isTrue();
                    used.set(from, from + (1 << order));
                    held.add(chunk);
                } else if (!held.isEmpty()) {
                    MemoryChunk back = held.remove(random.nextInt(held.size()));
                    used.clear(back.slabOffset(), back.slabOffset() + back.sizeBytes());
                    slab.giveBack(back);
                }
                assertThat(slab.freeBytes()).isEqualTo(SIZE - used.cardinality());
            }
            held.forEach(slab::giveBack);
            assertThat(slab.take(16)).isNotNull();
            assertThat(slab.take(9)).isNull();
        });
    }

    @Test
    void breaksUpTheSmallestBlockThatIsLargeEnough() {
        Slab slab = new Slab(ByteBuffer.allocateDirect(SIZE), 9);
        slab.take(14);
        slab.take(12);
        assertThat(slab.smallestFreeOrder(9)).isEqualTo(12);
        assertThat(slab.smallestFreeOrder(13)).isEqualTo(13);
        assertThat(slab.smallestFreeOrder(16)).isEqualTo(64);
    }
}
