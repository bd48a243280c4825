package dev.kurier.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallbackDispatcherTest {
    private static final int THREADS = 4;
    private static final int TASKS_EACH = 20_000;
    private static final long MS = 1_000_000;

    private final Deque<Runnable> started = new ArrayDeque<>();
    private final CallbackDispatcher byHand = CallbackDispatcher.on(started::add, named("fallback"));
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
    void runsEverythingInOrderOnceThereIsAThreadAgain() throws InterruptedException {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        CallbackDispatcher dispatcher = CallbackDispatcher.onThreadOf(task -> new Thread(task) {
            @Override
            public void start() {
                if (exhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        });
        CountDownLatch all = new CountDownLatch(2);
        dispatcher.execute(() -> ran.add("a"));
        dispatcher.execute(() -> ran.add("b"));
        dispatcher.afterAll(all::countDown);

        exhausted.set(false);
        dispatcher.execute(all::countDown);

        assertThat(all.await(30, TimeUnit.SECONDS)).as("all ran").isTrue();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void asksAgainForAThreadInItsTimeIfNothingElseIsHandedOver() {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        CallbackDispatcher dispatcher = CallbackDispatcher.onThreadOf(task -> new Thread(task) {
            @Override
            public void start() {
                asked.incrementAndGet();
                if (exhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                task.run();
            }
        });
        dispatcher.execute(() -> ran.add("a"));

        assertThat(dispatcher.startOverdue(0)).isEqualTo(100 * MS);
        assertThat(dispatcher.startOverdue(99 * MS)).isEqualTo(1 * MS);
        assertThat(asked).hasValue(1);
        assertThat(dispatcher.startOverdue(100 * MS)).isEqualTo(200 * MS);
        assertThat(asked).hasValue(2);
        long waitNs = 0;
        for (long nowNs = 100 * MS; nowNs < 3_600_000 * MS; nowNs += waitNs) {
            waitNs = dispatcher.startOverdue(nowNs);
            assertThat(waitNs).isBetween(1L, 10_000 * MS);
        }
        assertThat(asked).hasValueLessThan(400);
    }

    @Test
    void asksTheExecutorAgainWhenItHasDroppedADrain() {
        byHand.execute(() -> ran.add("a"));
        started.clear();

        byHand.startOverdue(0);
        byHand.startOverdue(100 * MS);

        assertThat(started).hasSize(1);
        started.remove().run();
        assertThat(ran).containsExactly("a");
        assertThat(byHand.startOverdue(200 * MS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tellsWhoWaitsForAllThoughTheExecutorWasShutDownWithADrainInItsQueue() throws InterruptedException {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        CountDownLatch busy = new CountDownLatch(1);
        executor.execute(() -> awaitOrEnd(busy));
        CallbackDispatcher dispatcher = CallbackDispatcher.on(executor, named("fallback"));
        CountDownLatch told = new CountDownLatch(1);
        dispatcher.execute(() -> ran.add("a"));
        executor.shutdownNow();

        dispatcher.afterAll(told::countDown);

        assertThat(told.await(30, TimeUnit.SECONDS)).as("told").isTrue();
        assertThat(ran).containsExactly("a");
    }

    @Test
    void runsOnAThreadOfItsOwnWhatAnExecutorFailsToTakeWhateverItThrows() throws InterruptedException {
        CallbackDispatcher dispatcher = CallbackDispatcher.on(
                task -> {
                    throw new OutOfMemoryError("from the executor");
                },
                named("fallback"));
        CountDownLatch told = new CountDownLatch(1);

        dispatcher.execute(() -> ran.add(Thread.currentThread().getName()));
        dispatcher.afterAll(told::countDown);

        assertThat(told.await(30, TimeUnit.SECONDS)).as("told").isTrue();
        assertThat(ran).containsExactly("fallback");
    }

    @Test
    void runsOneTaskAtATimeHoweverManyDrainsAreStarted() {
        byHand.execute(() -> {
            ran.add("a begins");
            byHand.execute(() -> ran.add("b"));
            byHand.afterAll(() -> ran.add("after"));
            new ArrayList<>(started).forEach(Runnable::run);
            ran.add("a ends");
        });
        byHand.startOverdue(0);
        byHand.startOverdue(100 * MS);
        assertThat(started).hasSize(2);

        started.remove().run();

        assertThat(ran).containsExactly("a begins", "a ends", "b", "after");
        started.forEach(Runnable::run);
        assertThat(ran).hasSize(4);
    }

    @Test
    void runsEveryTaskOfManyThreadsOnceAloneAndInOrder() throws InterruptedException {
        CallbackDispatcher dispatcher = CallbackDispatcher.onThreadOf(named("callbacks"));
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

    @Test
    void keepsAnInterruptOfOneTaskFromTheNext() throws InterruptedException {
        CallbackDispatcher dispatcher = CallbackDispatcher.onThreadOf(named("callbacks"));
        CountDownLatch told = new CountDownLatch(1);

        dispatcher.execute(() -> {
            dispatcher.execute(
                    () -> ran.add("interrupted " + Thread.currentThread().isInterrupted()));
            dispatcher.afterAll(told::countDown);
            Thread.currentThread().interrupt();
        });

        assertThat(told.await(30, TimeUnit.SECONDS)).as("told").isTrue();
        assertThat(ran).containsExactly("interrupted false");
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void awaitOrEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
