package dev.kurier.integrationtests.roundtrip;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Opens producers of one make. */
interface RecordWriter {
    /**
     * Opens a producer.
     *
     * @param settings under Kafka's names; serializers and partitioners by Kurier's names ({@code string}, {@code
     *     round-robin}), which writers for other producers translate
     */
    OpenWriter open(Map<String, String> settings);

    /** Is one open producer. */
    interface OpenWriter extends AutoCloseable {
        /** Sends a record; the future ends exceptionally when the producer reports that it failed. */
        CompletableFuture<Acknowledgement> send(SampleRecord record);

        /** Waits until everything sent before has ended. */
        void flush();

        /** Closes the producer after what was sent has ended. */
        @Override
        void close();
    }

    /**
     * Holds what the producer reported of a record.
     *
     * @param offset -1 if unknown, as with {@code acks=0}
     * @param timestampMs the record's time as the producer reports it
     */
    record Acknowledgement(int partition, long offset, long timestampMs) {}
}
