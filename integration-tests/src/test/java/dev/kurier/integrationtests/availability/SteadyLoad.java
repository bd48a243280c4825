package dev.kurier.integrationtests.availability;

import dev.kurier.api.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** Sends numbered records at a steady rate from a thread of its own, and keeps when and how each ended. */
final class SteadyLoad {
    private static final int VALUE_BYTES = 100;
    private static final byte NOT_SENT = -1;
    private static final byte OPEN = -2;

    private final ClientUnderTest client;
    private final String topic;
    private final int ratePerSecond;
    private final long[] sentNs;
    private final long[] endedNs;
    /** The outcome's ordinal, or one of the negative values; each is written once by whoever reports it. */
    private final byte[] ends;

    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean stopped;

    SteadyLoad(ClientUnderTest client, String topic, int ratePerSecond, int mostRecords) {
        this.client = client;
        this.topic = topic;
        this.ratePerSecond = ratePerSecond;
        this.sentNs = new long[mostRecords];
        this.endedNs = new long[mostRecords];
        this.ends = new byte[mostRecords];
        java.util.Arrays.fill(ends, NOT_SENT);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops sending, and closes the client, which ends every record or gives it up. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        client.close();
    }

    int size() {
        return ends.length;
    }

    static int partitionOf(int number) {
        return number % ShakyCluster.PARTITIONS;
    }

    boolean wasSent(int number) {
        return ends[number] != NOT_SENT;
    }

    boolean isOpen(int number) {
        return ends[number] == OPEN;
    }

    boolean ended(int number, Outcome outcome) {
        return ends[number] == outcome.ordinal();
    }

    long sentNs(int number) {
        return sentNs[number];
    }

    long endedNs(int number) {
        return endedNs[number];
    }

    private void run() {
        long startNs = System.nanoTime();
        for (int number = 0; number < ends.length && !stopped; number++) {
            long dueNs = startNs + number * 1_000_000_000L / ratePerSecond;
            long waitNs;
            while ((waitNs = dueNs - System.nanoTime()) > 0) {
                LockSupport.parkNanos(waitNs);
            }
            send(number);
        }
    }

    private void send(int number) {
        byte[] value = ByteBuffer.allocate(VALUE_BYTES).putInt(number).array();
        sentNs[number] = System.nanoTime();
        ends[number] = OPEN;
        try {
            client.send(topic, partitionOf(number), value, outcome -> end(number, outcome));
        } catch (RuntimeException e) {
            end(number, Outcome.NOT_PERSISTED);
        }
    }

    private void end(int number, Outcome outcome) {
        endedNs[number] = System.nanoTime();
        ends[number] = (byte) outcome.ordinal();
    }
}
