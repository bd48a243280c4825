package dev.kurier.quickstart;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.producer.Kurier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends with a callback: nobody waits, and every record's end is heard of.
 *
 * <p>The way for most programs. The callbacks run on a thread of the producer, in order per partition.
 */
public final class Asynchronous {
    private Asynchronous() {}

    /** Sends ten records; takes {@code --bootstrap-server HOST:PORT} or nothing. */
    public static void main(String[] args) {
        AtomicInteger written = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        try (Cluster cluster = Cluster.of(args);
                Producer<String, String> producer = Kurier.producer(cluster.bootstrapServers())
                        .serializers("string", "string")
                        .build()) {
            for (int i = 0; i < 10; i++) {
                producer.send(ProducerRecord.of(Topic.PARCELS, "house " + i, "a parcel"), (metadata, error) -> {
                    if (error == null) {
                        written.incrementAndGet();
                        System.out.println("written: " + metadata);
                    } else {
                        failed.incrementAndGet();
                        System.out.println("failed: " + error);
                    }
                });
            }
            System.out.println("all sent, none waited for");
            producer.flush();
        }
        System.out.println(written + " written, " + failed + " failed");
    }
}
