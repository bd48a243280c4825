package dev.kurier.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallbackDispatcherTest {
    private static final int THREADS = 4;
    private static final int TASKS_EACH = 20_000;

    private final Deque<Runnable> started = new ArrayDeque<>();
    private final CallbackDispatcher byHand = CallbackDispatcher.on(started::add, "fallback");
    private final List<String> ran = new ArrayList<>();

    @Test
    void startsOneDrainForAllThatWaits() {
        byHand.execute(() -> ran.add("a"));
        byHand.execute(() -> ran.add("b"));

        assertThat(started).hasSize(1);
        started.remove().run();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void runsWhatACallbackHandsOverInTheSameDrain() {
        byHand.execute(() -> {
            ran.add("a");
            byHand.execute(() -> ran.add("c"));
        });
        byHand.execute(() -> ran.add("b"));

        started.remove().run();

        assertThat(started).isEmpty();
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void startsAgainAfterADrain() {
        byHand.execute(() -> ran.add("a"));
        started.remove().run();

        byHand.execute(() -> ran.add("b"));

        started.remove().run();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void actsAtOnceWhenNothingWaitsAndLastWhenSomethingDoes() {
        byHand.afterAll(() -> ran.add("at once"));
        byHand.execute(() -> {
            byHand.afterAll(() -> ran.add("after"));
            ran.add("callback");
        });
        started.remove().run();

        assertThat(ran).containsExactly("at once", "callback", "after");
    }

    @Test
    void knowsItsThreadAndSurvivesWhatACallbackThrows() {
        List<Boolean> inside = new ArrayList<>();
        byHand.execute(() -> {
            throw new AssertionError("from user code");
        });
        byHand.execute(() -> inside.add(byHand.isCallbackThread()));

        started.remove().run();

        assertThat(inside).containsExactly(true);
        assertThat(byHand.isCallbackThread()).isFalse();
    }

    @Test
    void runsEveryTaskOfManyThreadsOnceAloneAndInOrder() throws InterruptedException {
        CallbackDispatcher dispatcher = CallbackDispatcher.onOwnThread("callbacks");
        AtomicInteger running = new AtomicInteger();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(THREADS * TASKS_EACH);
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> new Thread(() -> {
                    int[] next = {0};
                    for (int n = 0; n < TASKS_EACH; n++) {
                        int number = n;
                        dispatcher.execute(() -> {
                            if (running.incrementAndGet() != 1 || next[0]++ != number) {
                                wrong.add("task " + number);
                            }
                            running.decrementAndGet();
                            all.countDown();
                        });
                    }
                }))
                .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).as("all ran").isTrue();
        assertThat(wrong).isEmpty();
    }
}
