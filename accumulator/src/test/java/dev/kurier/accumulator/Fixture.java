package dev.kurier.accumulator;

import dev.kurier.accumulator.delivery.BatchDelivery;
import dev.kurier.accumulator.delivery.DeliveryEnvironment;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.api.Callback;
import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.record.DecodedRecord;
import dev.kurier.protocol.record.RecordBatchReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An accumulator whose surroundings are run by hand. */
final class Fixture {
    static final int BATCH_SIZE = 16_384;

    final Deque<Runnable> compressionTasks = new ArrayDeque<>();
    final Deque<Runnable> callbackTasks = new ArrayDeque<>();
    final List<Throwable> contained = new ArrayList<>();
    final AtomicInteger wakeUps = new AtomicInteger();
    final RecordAccumulator accumulator;
    boolean insideCallback;
    long nowNs = 1_000;

    Fixture(int batchSize, long bufferMemory, CompressionType compression) {
        this(settings(batchSize, bufferMemory, compression), null);
    }

    Fixture(BatchingSettings settings, @Nullable Callback listener) {
        accumulator = new RecordAccumulator(
                settings,
                new DeliveryEnvironment(
                        listener, contained::add, () -> insideCallback, callbackTasks::add, () -> nowNs),
                wakeUps::incrementAndGet,
                compressionTasks::add);
    }

    static Fixture plain() {
        return new Fixture(BATCH_SIZE, 1 << 20, CompressionType.NONE);
    }

    /** For tests with real threads. */
    static RecordAccumulator threaded(BatchingSettings settings, Executor compression) {
        return new RecordAccumulator(
                settings,
                new DeliveryEnvironment(null, Throwable::printStackTrace, () -> false, Runnable::run, System::nanoTime),
                () -> {},
                compression);
    }

    static BatchingSettings settings(int batchSize, long bufferMemory, CompressionType compression) {
        return new BatchingSettings(batchSize, 5_000_000, bufferMemory, 1 << 20, Codec.of(compression), 100);
    }

    PendingRecord record(String value) {
        return record(value, null);
    }

    PendingRecord record(String value, @Nullable Callback callback) {
        return record(value, 1_700_000_000_000L, callback);
    }

    PendingRecord record(String value, long timestampMs, @Nullable Callback callback) {
        PendingRecord record = new PendingRecord();
        record.encoded()
                .key(null)
                .value(value.getBytes(StandardCharsets.UTF_8))
                .noHeaders()
                .timestampMs(timestampMs);
        record.begin(callback);
        record.appendedAt(() -> nowNs, null);
        return record;
    }

    BatchDelivery append(PartitionChain chain, PendingRecord record) {
        AppendResult result = accumulator.append(chain, record);
        if (result != AppendResult.APPENDED) {
            throw new AssertionError("append ended with " + result);
        }
        return record.delivery();
    }

    /** Takes and returns the batch at the head, which has to be complete. */
    SealedBatch take(PartitionChain chain) {
        OpenBatch head = chain.head();
        if (head == null || !head.isComplete()) {
            throw new AssertionError("no complete batch at the head");
        }
        chain.removeHead();
        return head.toSealed();
    }

    /** Seals the head, then takes it. */
    SealedBatch sealAndTake(PartitionChain chain) {
        OpenBatch head = chain.head();
        if (head == null) {
            throw new AssertionError("the chain is empty");
        }
        head.seal(SealReason.LINGER, nowNs);
        runAll(compressionTasks);
        return take(chain);
    }

    static void runAll(Deque<Runnable> tasks) {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    static ByteBuffer join(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return all.flip();
    }

    static List<DecodedRecord> decode(SealedBatch batch) {
        return new RecordBatchReader().readAll(join(batch.encode(-1, (short) -1, -1)));
    }

    static List<String> values(SealedBatch batch) {
        return decode(batch).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
