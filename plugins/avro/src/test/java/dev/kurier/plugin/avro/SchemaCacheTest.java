package dev.kurier.plugin.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kurier.api.error.InterruptException;
import dev.kurier.plugin.avro.registry.RegistryException;
import dev.kurier.plugin.avro.stub.SchemaRegistryStub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks at how often the registry is asked. */
@Timeout(60)
class SchemaCacheTest {
    private static final int THREADS = 16;

    private final SchemaRegistryStub registry = SchemaRegistryStub.start();
    private final List<Thread> senders = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        registry.close();
    }

    @Test
    void asksOnceForEachSchemaAndSubject() {
        Wire wire = Wire.of(registry.url());
        for (int i = 0; i < 100; i++) {
            wire.bytes("t", Schemas.order("x", i));
            wire.bytes("u", Schemas.order("x", i));
            wire.bytes("t", "x");
        }
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void knowsASchemaThatWasParsedAnewForEachRecord() {
        Wire wire = Wire.of(registry.url(), "cache.size", "10");
        for (int i = 0; i < 100; i++) {
            wire.bytes("t", Schemas.order(Schemas.again(Schemas.ORDER), "x", i));
        }
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void keepsNoMoreSchemasThanItsSizeAndAsksAgainForThoseItForgot() {
        Wire wire = Wire.of(registry.url(), "cache.size", "3");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 7; i++) {
                wire.bytes(
                        "t",
                        new GenericData.Record(
                                SchemaBuilder.record("R" + i).fields().endRecord()));
            }
        }
        assertThat(registry.requests().size()).isGreaterThan(7).isLessThanOrEqualTo(14);
    }

    @Test
    void oneRequestServesAllThreadsThatWaitForIt() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        registry.holdNext(answer);

        List<Future<byte[]>> all = sendFromAllThreads(Wire.of(registry.url()), answer);

        for (Future<byte[]> bytes : all) {
            assertThat(bytes.get()).startsWith(0, 0, 0, 0, 1);
        }
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void allThreadsThatWaitGetTheRefusalEachWithItsOwnTrace() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        registry.holdNext(answer);
        registry.refuseNewVersions("t-value");

        List<Future<byte[]>> all = sendFromAllThreads(Wire.of(registry.url()), answer);

        List<Throwable> thrown = new ArrayList<>();
        for (Future<byte[]> bytes : all) {
            thrown.add(
                    catchThrowableOfType(ExecutionException.class, bytes::get).getCause());
        }
        assertThat(thrown)
                .hasSize(THREADS)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        e -> assertThat(e).isInstanceOf(RegistryException.class).hasMessageContaining("status=409"));
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void anInterruptOfTheThreadThatAsksLetsTheOthersAskThemselves() throws Exception {
        registry.holdNext(new CountDownLatch(1));
        Wire wire = Wire.of(registry.url());
        Future<byte[]> asking = sendOne(wire);
        awaitTrue(() -> registry.requests().size() == 1);
        Future<byte[]> waiting = sendOne(wire);
        awaitTrue(() -> senders.size() == 2 && senders.stream().allMatch(SchemaCacheTest::waits));

        senders.get(0).interrupt();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).startsWith(0, 0, 0, 0, 1);
        assertThat(catchThrowableOfType(ExecutionException.class, asking::get).getCause())
                .isInstanceOf(InterruptException.class);
    }

    @Test
    void anInterruptOfAThreadThatWaitsForAnothersRequestEndsItAlone() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        registry.holdNext(answer);
        Wire wire = Wire.of(registry.url());
        Future<byte[]> asking = sendOne(wire);
        awaitTrue(() -> registry.requests().size() == 1);
        Future<byte[]> waiting = sendOne(wire);
        awaitTrue(() -> senders.size() == 2 && senders.stream().allMatch(SchemaCacheTest::waits));

        senders.get(1).interrupt();

        assertThat(catchThrowableOfType(ExecutionException.class, () -> waiting.get(30, TimeUnit.SECONDS))
                        .getCause())
                .isInstanceOf(InterruptException.class);
        answer.countDown();
        assertThat(asking.get(30, TimeUnit.SECONDS)).startsWith(0, 0, 0, 0, 1);
    }

    private Future<byte[]> sendOne(Wire wire) {
        return threads.submit(() -> {
            senders.add(Thread.currentThread());
            return wire.bytes("t", Schemas.order(Schemas.again(Schemas.ORDER), "x", 1));
        });
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUpNs);
            Thread.onSpinWait();
        }
    }

    /** Lets the registry answer once every thread waits: one for it, the others for that one. */
    private List<Future<byte[]>> sendFromAllThreads(Wire wire, CountDownLatch answer) throws Exception {
        List<Future<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(sendOne(wire));
        }
        awaitTrue(() -> senders.size() == THREADS && senders.stream().allMatch(SchemaCacheTest::waits));
        answer.countDown();
        return all;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }
}
