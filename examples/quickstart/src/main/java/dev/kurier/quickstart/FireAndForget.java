package dev.kurier.quickstart;

import dev.kurier.api.CloseReport;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.producer.Kurier;
import java.time.Duration;

/**
 * Sends and does not look back: the fastest way, and the one that never hears of a lost record.
 *
 * <p>Right where a missing record does no harm, such as a reading of a sensor that is followed by the next.
 */
public final class FireAndForget {
    private FireAndForget() {}

    /** Sends ten records; takes {@code --bootstrap-server HOST:PORT} or nothing. */
    public static void main(String[] args) {
        try (Cluster cluster = Cluster.of(args)) {
            Producer<String, String> producer = Kurier.producer(cluster.bootstrapServers())
                    .serializers("string", "string")
                    .build();

            for (int i = 0; i < 10; i++) {
                producer.send(ProducerRecord.of(Topic.PARCELS, "parcel " + i));
            }

            // The records are still on their way. Closing waits for them, and says which it had to give up.
            CloseReport report = producer.close(Duration.ofSeconds(30));
            System.out.println("10 records sent, no delivery looked at; close had to give up "
                    + (report.isComplete() ? "none" : report.notPersisted() + " and " + report.unknown()));
        }
    }
}
