package dev.kurier.brokerstub.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(60)
class BrokerStubExtensionTest {
    private static final Set<StubServer> SEEN = ConcurrentHashMap.newKeySet();
    private static final Collection<StubServer> HANDED_OUT = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<CountDownLatch> BOTH_RUN = new AtomicReference<>(new CountDownLatch(2));

    @BeforeEach
    void forget() {
        SEEN.clear();
        HANDED_OUT.clear();
        BOTH_RUN.set(new CountDownLatch(2));
    }

    @Test
    void startsAClusterForEachTestAndClosesIt() {
        EngineExecutionResults run = run(PerMethod.class);

        run.testEvents().assertStatistics(events -> events.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(2).allSatisfy(BrokerStubExtensionTest::assertClosed);
    }

    @Test
    void sharesOneClusterAmongTheTestsOfAClass() {
        EngineExecutionResults run = run(PerClass.class);

        run.testEvents().assertStatistics(events -> events.succeeded(3).failed(0));
        assertThat(HANDED_OUT).hasSize(4);
        assertThat(SEEN).hasSize(1).allSatisfy(BrokerStubExtensionTest::assertClosed);
    }

    @Test
    void letsANestedClassHaveAClusterOfItsOwn() {
        EngineExecutionResults run = run(Outer.class);

        run.testEvents().assertStatistics(events -> events.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(2).allSatisfy(BrokerStubExtensionTest::assertClosed);
    }

    @Test
    void keepsTestsThatRunInParallelApart() {
        EngineExecutionResults run = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .selectors(selectClass(InParallel.class))
                .execute();

        run.testEvents().assertStatistics(events -> events.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(2).allSatisfy(BrokerStubExtensionTest::assertClosed);
    }

    @Test
    void namesTheSeedWhenATestFails() {
        EngineExecutionResults run = run(Failing.class);

        Throwable failure = failureOf(run);
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("@BrokerStub seed=77 repeats this cluster");
        assertThat(SEEN).hasSize(1).allSatisfy(BrokerStubExtensionTest::assertClosed);
    }

    @Test
    void saysWhyBeforeAllHasNoClusterOfASingleTest() {
        EngineExecutionResults run = run(TooEarly.class);

        Throwable failure = run.containerEvents().failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        assertThat(failure).hasMessageContaining("use lifecycle = PER_CLASS");
    }

    @Test
    void saysWhatATopicLooksLike() {
        assertThat(failureOf(run(BadTopic.class)))
                .hasMessageContaining("topic='orders:many' is not NAME or NAME:PARTITIONS");
    }

    private static EngineExecutionResults run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute();
    }

    private static Throwable failureOf(EngineExecutionResults run) {
        return run.testEvents().failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static void saw(StubServer server) {
        SEEN.add(server);
        HANDED_OUT.add(server);
    }

    private static void assertClosed(StubServer server) {
        int port = server.cluster().broker(1).port();
        try (Socket socket = new Socket()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> socket.connect(new InetSocketAddress("127.0.0.1", port), 1000))
                    .isInstanceOf(ConnectException.class);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @BrokerStub(
            brokers = 3,
            topics = {"orders:6", "audit"},
            seed = 5)
    static class PerMethod {
        private final StubServer mine;

        PerMethod(StubServer mine) {
            this.mine = mine;
        }

        @Test
        void describesTheCluster(StubServer server, StubCluster cluster, @BootstrapServers String servers) {
            saw(server);
            assertThat(server).isSameAs(mine);
            assertThat(cluster).isSameAs(server.cluster());
            assertThat(servers).isEqualTo(server.bootstrapServers()).contains(",127.0.0.1:");
            assertThat(cluster.brokers()).hasSize(3);
            assertThat(cluster.topic("orders").partitions()).hasSize(6);
            assertThat(cluster.topic("audit").partitions()).hasSize(1);
        }

        @Test
        void isAlone(StubServer server) {
            saw(server);
        }
    }

    @BrokerStub(lifecycle = BrokerStub.Lifecycle.PER_CLASS)
    static class PerClass {
        @BeforeAll
        static void prepare(StubServer server) {
            saw(server);
        }

        @Test
        void one(StubServer server) {
            saw(server);
        }

        @Test
        void two(StubServer server) {
            saw(server);
        }

        @Nested
        class Inside {
            @Test
            void three(StubServer server) {
                saw(server);
            }
        }
    }

    @BrokerStub(lifecycle = BrokerStub.Lifecycle.PER_CLASS)
    static class Outer {
        @Test
        void hasOne(StubServer server) {
            saw(server);
        }

        @Nested
        @BrokerStub(brokers = 2)
        class Inside {
            @Test
            void hasTwo(StubServer server) {
                saw(server);
                assertThat(server.cluster().brokers()).hasSize(2);
            }
        }
    }

    @BrokerStub
    @Execution(ExecutionMode.CONCURRENT)
    static class InParallel {
        @Test
        void left(StubServer server) throws InterruptedException {
            meet(server);
        }

        @Test
        void right(StubServer server) throws InterruptedException {
            meet(server);
        }

        private static void meet(StubServer server) throws InterruptedException {
            saw(server);
            BOTH_RUN.get().countDown();
            assertThat(BOTH_RUN.get().await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @BrokerStub(seed = 77)
    static class Failing {
        @Test
        void fails(StubServer server) {
            saw(server);
            throw new AssertionError("on purpose");
        }
    }

    @BrokerStub
    static class TooEarly {
        @BeforeAll
        static void prepare(StubServer server) {
            saw(server);
        }

        @Test
        void never() {}
    }

    @BrokerStub(topics = "orders:many")
    static class BadTopic {
        @Test
        void never(StubServer server) {
            saw(server);
        }
    }
}
