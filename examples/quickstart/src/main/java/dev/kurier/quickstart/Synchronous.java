package dev.kurier.quickstart;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.producer.Kurier;
import java.util.concurrent.ExecutionException;

/**
 * Sends and waits for the answer before it sends the next: the simplest way, and the slowest.
 *
 * <p>Each record pays a whole round trip to the broker, and no two ever share a batch.
 */
public final class Synchronous {
    private Synchronous() {}

    /** Sends three records; takes {@code --bootstrap-server HOST:PORT} or nothing. */
    public static void main(String[] args) throws InterruptedException {
        try (Cluster cluster = Cluster.of(args);
                Producer<String, String> producer = Kurier.producer(cluster.bootstrapServers())
                        .serializers("string", "string")
                        .build()) {
            for (String city : new String[] {"Berlin", "Seoul", "Quito"}) {
                ProducerRecord<String, String> parcel = ProducerRecord.of(Topic.PARCELS, city, "a parcel");
                try {
                    RecordMetadata written = producer.send(parcel).get();
                    System.out.println(city + " is written: " + written);
                } catch (ExecutionException e) {
                    System.out.println(city + " is not known to be written: " + e.getCause());
                }
            }
        }
    }
}
