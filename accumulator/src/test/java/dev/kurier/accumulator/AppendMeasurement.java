package dev.kurier.accumulator;

import dev.kurier.protocol.compress.CompressionType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many records a second go through append, with a thread that drains, checks nothing and releases. Run by hand:
 * arguments are the number of appending threads, of partitions and of seconds.
 */
final class AppendMeasurement {
    private static final int VALUE_BYTES = 100;

    private AppendMeasurement() {}

    public static void main(String[] args) throws Exception {
        int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int partitions = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        RecordAccumulator accumulator =
                Fixture.threaded(Fixture.settings(16_384, 32 << 20, CompressionType.NONE), Runnable::run);
        AtomicLong appended = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        long endNs = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(new Thread(() -> appendUntil(accumulator, partitions, endNs, appended, refused)));
        }
        Thread drainer = new Thread(() -> drain(accumulator));
        drainer.setDaemon(true);
        drainer.start();
        all.forEach(Thread::start);
        long before = 0;
        for (int s = 0; s < seconds; s++) {
            Thread.sleep(1000);
            long now = appended.get();
            System.out.printf("%.1f million records/s (refused %d)%n", (now - before) / 1e6, refused.get());
            before = now;
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    private static void appendUntil(
            RecordAccumulator accumulator, int partitions, long endNs, AtomicLong appended, AtomicLong refused) {
        PendingRecord record = new PendingRecord();
        byte[] value = new byte[VALUE_BYTES];
        int partition = 0;
        List<Long> blockNs = new ArrayList<>();
        while (System.nanoTime() - endNs < 0) {
            long startNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < 10_000; i++) {
                record.encoded().key(null).value(value).noHeaders().timestampMs(1_700_000_000_000L);
                record.begin(null);
                record.appendedAt(() -> 0, null);
                PartitionChain chain = accumulator.chain("t", partition);
                while (accumulator.append(chain, record) != AppendResult.APPENDED) {
                    record.cancel();
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                }
                if (record.batchFull()) {
                    partition = (partition + 1) % partitions;
                }
            }
            appended.addAndGet(10_000);
            blockNs.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startNs);
        }
        List<Long> late = new ArrayList<>(blockNs.subList(blockNs.size() / 2, blockNs.size()));
        Collections.sort(late);
        System.out.printf(
                "%.1f ns of processor time a record (median of the later half; least %.1f)%n",
                late.get(late.size() / 2) / 10_000.0, late.get(0) / 10_000.0);
    }

    private static void drain(RecordAccumulator accumulator) {
        while (true) {
            PartitionChain chain = accumulator.pollReady();
            if (chain == null) {
                accumulator.pollOpened();
                Thread.onSpinWait();
                continue;
            }
            while (accumulator.pollOpened() != null) {
                // Only hints.
            }
            OpenBatch head;
            while ((head = chain.head()) != null && head.isComplete()) {
                chain.removeHead();
                SealedBatch batch = head.toSealed();
                batch.encode(1, (short) 0, 0);
                batch.outcome().persisted(0, -1);
                batch.release();
            }
        }
    }
}
