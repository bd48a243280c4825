package dev.kurier.integrationtests.speed;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.producer.Kurier;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends 100-byte values as fast as one thread can, through one of the two clients, and prints records per second. */
final class Load {
    private static final int CHECK_EVERY = 1_024;

    private Load() {}

    public static void main(String[] args) {
        long measureNs = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        byte[] value = new byte[100];
        Map<String, Object> settings = Map.of("bootstrap.servers", args[1], "acks", "1");
        double rate = args[0].equals("kurier") ? kurier(settings, value, measureNs) : kafka(settings, value, measureNs);
        System.out.println(rate);
    }

    private static double kurier(Map<String, Object> settings, byte[] value, long measureNs) {
        try (Producer<byte[], byte[]> producer =
                Kurier.producer(settings).serializers("bytes", "bytes").build()) {
            return measure(measureNs, () -> producer.send(ProducerRecord.of("speed", value)), producer::flush);
        }
    }

    private static double kafka(Map<String, Object> settings, byte[] value, long measureNs) {
        var serializer = new org.apache.kafka.common.serialization.ByteArraySerializer();
        try (var producer =
                new org.apache.kafka.clients.producer.KafkaProducer<byte[], byte[]>(settings, serializer, serializer)) {
            return measure(
                    measureNs,
                    () -> producer.send(
                            new org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]>("speed", value)),
                    producer::flush);
        }
    }

    /** Warms up for half the time, then counts what is sent and flushed. */
    private static double measure(long measureNs, Runnable send, Runnable flush) {
        run(measureNs / 2, send);
        flush.run();
        long startNs = System.nanoTime();
        long sent = run(measureNs, send);
        flush.run();
        return sent * 1e9 / (System.nanoTime() - startNs);
    }

    private static long run(long forNs, Runnable send) {
        long endNs = System.nanoTime() + forNs;
        long sent = 0;
        while (System.nanoTime() - endNs < 0) {
            for (int i = 0; i < CHECK_EVERY; i++) {
                send.run();
            }
            sent += CHECK_EVERY;
        }
        return sent;
    }
}
