package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kcat, and so librdkafka, over real sockets. */
@Timeout(60)
class KcatTest {
    @BeforeAll
    static void needsKcat() {
        boolean found = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(directory -> new File(directory, "kcat").canExecute());
        assumeTrue(found, "kcat is not installed (Debian: apt-get install kcat)");
    }

    @Test
    void listsBrokersTopicsAndLeaders() throws Exception {
        try (StubServer server =
                StubCluster.builder().brokers(3).topic("orders", 2).start()) {
            String out = kcat(server, "", "-L");

            assertThat(out).contains(" 3 brokers:");
            for (StubBroker broker : server.cluster().brokers()) {
                assertThat(out).contains("broker " + broker.id() + " at " + broker.hostPort());
            }
            assertThat(out)
                    .contains("topic \"orders\" with 2 partitions:")
                    .contains("partition 0, leader 1, replicas: 1,2,3, isrs: 1,2,3")
                    .contains("partition 1, leader 2, replicas: 2,3,1, isrs: 1,2,3".replace("1,2,3", "2,3,1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, none", "-1, gzip", "-1, snappy", "-1, lz4", "-1, zstd", "1, none", "0, none"})
    void producesAndReadsBack(String acks, String codec) throws Exception {
        try (StubServer server =
                StubCluster.builder().brokers(2).topic("orders", 1).start()) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                lines.append("key").append(i).append("=value").append(i).append('\n');
            }

            kcat(server, lines.toString(), "-P", "-t", "orders", "-K", "=", "-z", codec, "-X", "acks=" + acks);

            assertThat(kcat(server, "", "-C", "-t", "orders", "-e", "-q", "-K", "="))
                    .isEqualTo(lines.toString());
            assertThat(server.cluster().records("orders")).hasSize(200);
        }
    }

    @Test
    void producesIdempotently() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 1).start()) {
            kcat(server, "a\nb\n", "-P", "-t", "orders", "-X", "enable.idempotence=true");

            assertThat(server.cluster().records("orders"))
                    .extracting(StoredRecord::valueText, StoredRecord::producerId, StoredRecord::sequence)
                    .containsExactly(tuple("a", 1000L, 0), tuple("b", 1000L, 1));
        }
    }

    @Test
    void createsATopicByProducingToIt() throws Exception {
        try (StubServer server =
                StubCluster.builder().brokers(3).defaultPartitions(2).start()) {
            kcat(server, "a\n", "-P", "-t", "fresh");

            assertThat(server.cluster().records("fresh")).hasSize(1);
        }
    }

    @Test
    void findsOffsetsByTime() throws Exception {
        try (StubServer server = StubCluster.builder().topic("orders", 1).start()) {
            new TestClient(server.cluster(), 1).produce("orders", 0, Batches.plain("a", "b", "c"));

            assertThat(kcat(server, "", "-Q", "-t", "orders:0:" + (Batches.FIRST_TIMESTAMP_MS + 1)))
                    .isEqualToIgnoringNewLines("orders [0] offset 1");
        }
    }

    private static String kcat(StubServer server, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kcat", "-b", server.bootstrapServers()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            process.getInputStream().transferTo(out);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(errors).isZero();
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
