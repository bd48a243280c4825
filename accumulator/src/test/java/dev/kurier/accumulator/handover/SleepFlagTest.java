package dev.kurier.accumulator.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SleepFlagTest {
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final SleepFlag flag = new SleepFlag(wakeUps::incrementAndGet);

    @Test
    void leavesAnAwakeConsumerAlone() {
        flag.wake();
        flag.aboutToSleep(100);
        flag.awake();
        flag.wake();
        assertThat(wakeUps).hasValue(0);
    }

    @Test
    void wakesASleepingConsumerForEveryProducer() {
        flag.aboutToSleep(100);
        flag.wake();
        flag.wake();
        assertThat(wakeUps).hasValue(2);
    }

    @Test
    void letsTheConsumerSleepIfItWakesInTimeByItself() {
        flag.aboutToSleep(100);
        flag.wakeBy(100);
        flag.wakeBy(150);
        assertThat(wakeUps).hasValue(0);
        flag.wakeBy(99);
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void comparesTimesThatWrapAround() {
        flag.aboutToSleep(Long.MIN_VALUE + 10);
        flag.wakeBy(Long.MAX_VALUE - 10);
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void losesNoWakeUp() throws Exception {
        int messages = 200_000;
        HandOverQueue<Integer> queue = HandOverQueue.toOneConsumer();
        AtomicInteger received = new AtomicInteger();
        Thread[] consumer = new Thread[1];
        SleepFlag sleep = new SleepFlag(() -> LockSupport.unpark(consumer[0]));
        consumer[0] = new Thread(() -> consume(queue, sleep, received, messages));
        consumer[0].setDaemon(true);
        consumer[0].start();
        for (int i = 0; i < messages; i++) {
            queue.offer(i);
            sleep.wake();
            if (i % 64 == 0) {
                Thread.yield();
            }
        }
        consumer[0].join(TimeUnit.SECONDS.toMillis(60));
        assertThat(received).as("a lost wake-up leaves the consumer asleep").hasValue(messages);
    }

    private static void consume(HandOverQueue<Integer> queue, SleepFlag sleep, AtomicInteger received, int messages) {
        while (received.get() < messages) {
            if (queue.poll() != null) {
                received.incrementAndGet();
                continue;
            }
            sleep.aboutToSleep(Long.MAX_VALUE / 2);
            if (queue.poll() != null) {
                received.incrementAndGet();
            } else {
                LockSupport.park(sleep);
            }
            sleep.awake();
        }
    }
}
