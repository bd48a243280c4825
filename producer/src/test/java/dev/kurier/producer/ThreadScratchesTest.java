package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.producer.send.SendScratch;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadScratchesTest {
    private final ThreadScratches scratches = new ThreadScratches(ThreadScratchesTest::scratch);

    @Test
    void givesEachThreadItsOwnAgainAndAgain() {
        SendScratch mine = scratches.get();

        assertThat(scratches.get()).isSameAs(mine);
        assertThat(CompletableFuture.supplyAsync(scratches::get).join()).isNotSameAs(mine);
    }

    @Test
    void keepsAThreadsScratchHoweverOftenMemoryIsCollected() {
        int identity = System.identityHashCode(scratches.get());

        System.gc();

        assertThat(System.identityHashCode(scratches.get())).isEqualTo(identity);
    }

    @Test
    void leavesNothingInALivingThreadOnceItIsCleared() {
        WeakReference<SendScratch> seen = new WeakReference<>(scratches.get());

        scratches.clear();

        for (int i = 0; i < 100 && seen.get() != null; i++) {
            System.gc();
        }
        assertThat(seen.get()).isNull();
    }

    private static SendScratch scratch() {
        return new SendScratch(null, null);
    }
}
