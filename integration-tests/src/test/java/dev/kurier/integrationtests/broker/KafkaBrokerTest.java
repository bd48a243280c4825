package dev.kurier.integrationtests.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kurier.integrationtests.client.TopicReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the fixture runs real brokers and leaves nothing behind. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaBrokerTest {
    @ParameterizedTest
    @EnumSource(names = {"KAFKA_4_4_0", "KAFKA_3_9_1"})
    void startsTheRelease(KafkaVersion version) throws IOException {
        KafkaBroker broker = KafkaBroker.shared(version);

        assertThat(broker.isRunning()).isTrue();
        assertThat(Files.readString(broker.log())).contains("Kafka version: " + version);
        assertThat(KafkaBroker.shared(version)).isSameAs(broker);
    }

    @Test
    void keepsItsDataUntilItIsClosed() throws IOException {
        KafkaBroker broker = KafkaBroker.start(KafkaVersion.KAFKA_3_9_1);
        broker.createTopic("kept", 1);
        long firstPid = broker.pid();

        broker.kill9();
        assertThat(broker.isRunning()).isFalse();
        broker.restart();
        assertThat(broker.pid()).isNotEqualTo(firstPid);
        assertThat(new TopicReader(broker.bootstrapServers()).readAll("kept")).isEmpty();
        broker.stop();
        assertThat(Files.readAllLines(broker.log()))
                .anyMatch(line -> line.contains("App info kafka.server for 1 unregistered"));
        assertThat(broker.partitionDirectory("kept", 0)).isDirectory();
        broker.close();

        assertThat(ProcessHandle.of(broker.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(broker.partitionDirectory("kept", 0)).doesNotExist();
        assertThat(broker.log()).exists();
    }

    @Test
    void diesWithTheProcessThatStartedIt() throws IOException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dbasedir=" + System.getProperty("basedir", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = owner.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(Optional.ofNullable(out.readLine()).orElseThrow());
            ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();

            owner.destroyForcibly();

            try {
                assertThat(broker.onExit()).succeedsWithin(Duration.ofSeconds(30));
            } finally {
                broker.destroyForcibly();
            }
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void saysWhyABrokerDidNotStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KafkaBroker.start(KafkaVersion.KAFKA_4_4_0, Map.of("num.io.threads", "none")))
                .withMessageContaining("num.io.threads");
    }

    /** Starts a broker, prints its process id and waits to be killed. */
    static final class BrokerOwner {
        private BrokerOwner() {}

        public static void main(String[] args) throws IOException {
            System.out.println(KafkaBroker.start(KafkaVersion.KAFKA_4_4_0).pid());
            System.in.read();
        }
    }
}
