package dev.kurier.integrationtests.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.lint.Finding;
import dev.kurier.brokerstub.lint.LintRule;
import dev.kurier.brokerstub.lint.RequestLinter;
import dev.kurier.brokerstub.lint.Severity;
import dev.kurier.brokerstub.look.RequestBodies;
import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends requests that each break one rule to a real Kafka 4.4.0 broker: it refuses those that are errors, no others. */
class LintAgainstKafkaTest {
    private static final Path BREACHES = Path.of(
            System.getProperty("basedir", ""),
            "../broker-stub/src/test/resources/dev/kurier/brokerstub/lint/breaches.txt");
    private static final int PATIENCE_MS = 3_000;

    private static KafkaBroker kafka;

    @BeforeAll
    static void createTheTopic() {
        kafka = KafkaBroker.shared(KafkaVersion.KAFKA_4_4_0);
        kafka.createTopic("t", 1);
    }

    static List<String> breaches() throws IOException {
        return Files.readAllLines(BREACHES);
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void kafkaRefusesWhatIsAnErrorAndNothingElse(String line) throws IOException {
        String[] words = line.split(" ");
        ByteBuffer frame = ByteBuffer.wrap(HexFormat.of().parseHex(words[3]));
        Finding finding = new RequestLinter().check(frame).get(0);

        assertThat(finding.rule().ruleName()).isEqualTo(words[0]);
        assertThat(isRefused(frame))
                .as("%s is refused", finding)
                .isEqualTo(finding.rule() == LintRule.API_UNKNOWN
                        || (finding.severity() == Severity.ERROR && !isKeptWrong(finding)));
    }

    /** A Kafka broker does not look at the offset deltas of records that are not compressed: consumers see them wrong. */
    private static boolean isKeptWrong(Finding finding) {
        return finding.rule() == LintRule.OFFSET_DELTA_WRONG && finding.decompressedOffset() == Finding.NOT_COMPRESSED;
    }

    /** Tells whether the broker hangs up, is silent, answers an error, or answers for less than was sent. */
    private static boolean isRefused(ByteBuffer frame) throws IOException {
        String[] address = kafka.bootstrapServers().split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(PATIENCE_MS);
            byte[] sent = ByteBuffer.allocate(4 + frame.remaining())
                    .putInt(frame.remaining())
                    .put(frame.duplicate())
                    .array();
            socket.getOutputStream().write(sent);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            return isRefusal(ByteBuffer.wrap(answer), frame);
        } catch (EOFException | SocketException | SocketTimeoutException e) {
            return true;
        }
    }

    private static boolean isRefusal(ByteBuffer answer, ByteBuffer frame) {
        short version = frame.getShort(2);
        WireReader in = WireReader.lenient(answer);
        ResponseHeader.read(in, ApiKey.PRODUCE, version);
        List<ProduceResponse.Partition> answered = ProduceResponse.read(in, version).topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        return answered.size() < partitions(frame)
                || answered.stream().anyMatch(partition -> partition.errorCode() != 0);
    }

    private static int partitions(ByteBuffer frame) {
        ProduceRequest request = (ProduceRequest) RequestBodies.read(WireReader.lenient(frame));
        return request.topics().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }
}
