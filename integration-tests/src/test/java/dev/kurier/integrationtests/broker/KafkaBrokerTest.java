package dev.kurier.integrationtests.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the fixture runs real brokers and leaves nothing behind. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaBrokerTest {
    @ParameterizedTest
    @EnumSource
    void startsTheRelease(KafkaVersion version) throws IOException {
        KafkaBroker broker = KafkaBroker.shared(version);

        assertThat(broker.isRunning()).isTrue();
        assertThat(Files.readString(broker.log())).contains("Kafka version: " + version);
        assertThat(KafkaBroker.shared(version)).isSameAs(broker);
    }

    @Test
    void leavesNeitherProcessNorDataBehind() {
        KafkaBroker broker = KafkaBroker.start(KafkaVersion.KAFKA_4_4_0);
        broker.createTopic("left", 1);
        assertThat(broker.partitionDirectory("left", 0)).isDirectory();

        broker.close();

        assertThat(ProcessHandle.of(broker.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(broker.partitionDirectory("left", 0)).doesNotExist();
        assertThat(broker.log()).exists();
    }

    @Test
    void diesWithTheProcessThatStartedIt() throws IOException, InterruptedException, TimeoutException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dbasedir=" + System.getProperty("basedir", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = owner.inputReader(StandardCharsets.UTF_8)) {
            String pid = Optional.ofNullable(out.readLine()).orElseThrow();
            ProcessHandle broker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

            owner.destroyForcibly();

            assertThat(broker.onExit().orTimeout(30, TimeUnit.SECONDS).join().isAlive())
                    .isFalse();
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
