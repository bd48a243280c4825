package dev.kurier.cli.demo;

import com.google.common.base.Strings;
import dev.kurier.api.Delivery;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.StageTimes;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Sends a few records in each of the three ways, and prints where each went. */
final class ThreeWays {
    private final Producer<String, String> producer;
    private final String topic;
    private final PrintStream out;

    ThreeWays(Producer<String, String> producer, String topic, PrintStream out) {
        this.producer = producer;
        this.topic = topic;
        this.out = out;
    }

    /** Looks at no delivery; what became of the records is read from the brokers' logs. */
    void fireAndForget(StubCluster cluster) {
        heading("Fire and forget: send() and never look back; the brokers' logs say where the records are");
        for (int i = 1; i <= 3; i++) {
            producer.send(record("forgotten-" + i));
        }
        producer.flush();
        for (StoredRecord stored : cluster.records(topic)) {
            line(stored.keyText(), stored.topic() + "-" + stored.partition() + "@" + stored.offset());
        }
    }

    /** Waits for each record before it sends the next. */
    void synchronous() {
        heading("Synchronous: send(), then wait for the answer");
        for (int i = 1; i <= 3; i++) {
            line("awaited-" + i, producer.send(record("awaited-" + i)).join());
        }
    }

    /** Sends with callbacks; returns the last record with its times. */
    TimedRecord asynchronous() {
        heading("Asynchronous: send() with a callback, told when the answer comes");
        int count = 4;
        CountDownLatch answers = new CountDownLatch(count);
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String key = "called-back-" + i;
            deliveries.add(producer.send(record(key), (metadata, error) -> {
                line(key, metadata != null ? metadata : error);
                answers.countDown();
            }));
        }
        await(answers);
        Delivery last = deliveries.get(count - 1);
        StageTimes times = last.stageTimes();
        if (times == null) {
            throw new IllegalStateException("no stage times despite kurier.timing=all");
        }
        return new TimedRecord(last.join(), times);
    }

    private ProducerRecord<String, String> record(String key) {
        return ProducerRecord.of(topic, key, "a parcel");
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }

    private void line(@Nullable Object key, @Nullable Object result) {
        out.println("  " + Strings.padEnd(String.valueOf(key), 15, ' ') + " " + result);
    }

    private static void await(CountDownLatch answers) {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the callbacks", e);
        }
    }
}
