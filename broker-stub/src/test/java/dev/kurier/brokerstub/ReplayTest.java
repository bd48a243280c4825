package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.recording.Difference;
import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.brokerstub.recording.Replay;
import dev.kurier.brokerstub.recording.ReplayReport;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReplayTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, all, none", "3, all, lz4", "1, 1, zstd", "1, 0, none"})
    void isEqualAgainstAFreshStubOfOtherPortsAndTopicIds(int brokers, String acks, String codec) throws Exception {
        Recording recording = recordAProducer(brokers, acks, codec);
        try (StubServer fresh = stub(brokers).seed(99).start()) {
            ReplayReport report =
                    Replay.of(recording).against(fresh.bootstrapServers().split(",")[0]);

            report.assertEqual();
            assertThat(report.requests()).isEqualTo(recording.requests().size()).isGreaterThan(5);
            assertThat(report.compared()).isGreaterThan(acks.equals("0") ? 1 : 20);
            assertThat(fresh.cluster().records("orders").await(20, Duration.ofSeconds(20)))
                    .hasSize(20);
        }
    }

    @Test
    void namesTheFieldInWhichAChangedStubAnswersOtherwise() throws Exception {
        Recording recording = recordAProducer(1, "all", "none");
        try (StubServer changed = stub(1).start()) {
            changed.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);

            ReplayReport report = Replay.of(recording).against(changed.bootstrapServers());

            assertThat(report.isEqual()).isFalse();
            assertThat(report.differences())
                    .filteredOn(difference -> difference.path().endsWith("errorCode"))
                    .first()
                    .satisfies(difference -> {
                        assertThat(difference.path()).isEqualTo("topics[0].partitions[0].errorCode");
                        assertThat(difference.recorded()).isEqualTo("0");
                        assertThat(difference.replayed()).isEqualTo("19");
                        assertThat(difference.request()).startsWith("PRODUCE v13 correlationId=");
                    });
            assertThatThrownBy(report::assertEqual)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("topics[0].partitions[0].errorCode was 0, is 19");
        }
    }

    @Test
    void ignoresFieldsByNameAndOnlyThose() throws Exception {
        Recording recording = recordAProducer(1, "all", "none");
        try (StubServer fresh = stub(1).seed(99).start()) {
            ReplayReport strict = Replay.of(recording).withNothingIgnored().against(fresh.bootstrapServers());

            assertThat(strict.differences()).extracting(Difference::path).containsOnly("brokers[0].port");
        }
        try (StubServer fresh = stub(1).start()) {
            Replay.of(recording)
                    .withNothingIgnored()
                    .withIgnored("port")
                    .against(fresh.bootstrapServers())
                    .assertEqual();
        }
    }

    @Test
    void namesAnAnswerThatDoesNotComeAndAConnectionThatEnds() throws Exception {
        Recording recording = recordInMemory(client -> client.produce("orders", 0, Batches.plain("a")));
        try (StubServer mute = stub(1).start()) {
            mute.cluster().next(ApiKey.PRODUCE).neverAnswer();

            assertThat(Replay.of(recording)
                            .withTimeout(SHORT)
                            .against(mute.bootstrapServers())
                            .differences())
                    .singleElement()
                    .hasToString(
                            "entry=2 connection=1 PRODUCE v9 correlationId=1: answer was an answer, is nothing, in the"
                                    + " time it may take");
        }
        try (StubServer closing = stub(1).start()) {
            closing.cluster().next(ApiKey.PRODUCE).disconnect();

            assertThat(Replay.of(recording).against(closing.bootstrapServers()).differences())
                    .extracting(Difference::replayed)
                    .containsExactly("the connection closed");
        }
    }

    @Test
    void namesAnAnswerWhereNoneWasRecorded() throws Exception {
        Recording silent =
                recordInMemory(cluster -> cluster.next(ApiKey.PRODUCE).disconnect(), client -> {
                    ProduceRequest request = TestClient.produceRequest("orders", 0, Batches.plain("a"), -1);
                    client.send(ApiKey.PRODUCE, 9, request::write);
                });
        try (StubServer fresh = stub(1).start()) {
            assertThat(Replay.of(silent)
                            .withTimeout(SHORT)
                            .against(fresh.bootstrapServers())
                            .differences())
                    .extracting(Difference::path, Difference::recorded, Difference::replayed)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple("answer", "none, the connection closed", "an answer"),
                            org.assertj.core.api.Assertions.tuple(
                                    "answer", "the connection closed", "nothing, in the time it may take"));
        }
    }

    @Test
    void namesAnAnswerToARequestThatWantedNoneAndGoesOnBehindIt() throws Exception {
        Recording recording = recordInMemory(client -> {
            ProduceRequest request = TestClient.produceRequest("orders", 0, Batches.plain("a"), 0);
            client.send(ApiKey.PRODUCE, 9, request::write);
            client.ask(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write, MetadataResponse::read);
        });
        byte[] metadata = new byte[recording.entries().get(3).bytes().remaining()];
        recording.entries().get(3).bytes().duplicate().get(metadata);
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread answering = new Thread(() -> answerEverything(broker, metadata));
            answering.start();

            ReplayReport report = Replay.of(recording).against("127.0.0.1:" + broker.getLocalPort());

            assertThat(report.differences())
                    .singleElement()
                    .hasToString("entry=1 connection=1 PRODUCE v9 correlationId=1: answer was none, is an answer");
            assertThat(report.compared()).isEqualTo(1);
            answering.join();
        }
    }

    /** Answers the first request with nothing but its number, the second with the bytes given. */
    private static void answerEverything(ServerSocket broker, byte[] second) {
        try (Socket client = broker.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            byte[] request = new byte[in.readInt()];
            in.readFully(request);
            out.writeInt(4);
            out.write(request, 4, 4);
            in.readFully(new byte[in.readInt()]);
            out.writeInt(second.length);
            out.write(second);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void doesNotCompareAnswersThatAFaultShaped() throws Exception {
        Recording recording = recordInMemory(
                cluster -> cluster.next(ApiKey.PRODUCE).corruptReply(bytes -> {
                    bytes[8] ^= 1;
                    return bytes;
                }),
                client -> {
                    ProduceRequest request = TestClient.produceRequest("orders", 0, Batches.plain("a"), -1);
                    client.send(ApiKey.PRODUCE, 9, request::write);
                    client.nextFrame();
                    client.connection().close();
                });
        try (StubServer fresh = stub(1).start()) {
            ReplayReport report = Replay.of(recording).against(fresh.bootstrapServers());

            assertThat(report.isEqual()).as("%s", report).isTrue();
            assertThat(report.notCompared()).isEqualTo(1);
            assertThatThrownBy(report::assertEqual).as("compared nothing").isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void saysWhatIsMissingWhenItCannotConnect() throws Exception {
        Recording recording = recordInMemory(client -> client.produce("orders", 0, Batches.plain("a")));
        Recording ofThree = recordAProducer(3, "all", "none");
        String closed;
        try (StubServer gone = stub(1).start()) {
            closed = gone.bootstrapServers();
            assertThatThrownBy(() -> Replay.of(ofThree).against(gone.bootstrapServers()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the recording has brokers=");
        }
        assertThatThrownBy(() -> Replay.of(recording).against(closed))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no connection to " + closed);
        assertThatThrownBy(() -> Replay.of(recording).against("nonsense")).hasMessage("'nonsense' is not host:port");
    }

    private Recording recordInMemory(Consumer<TestClient> use) throws IOException {
        return recordInMemory(cluster -> {}, use);
    }

    private Recording recordInMemory(Consumer<StubCluster> prepare, Consumer<TestClient> use) throws IOException {
        Path file = directory.resolve("memory.rec");
        StubCluster cluster = stub(1).record(file).build();
        prepare.accept(cluster);
        use.accept(new TestClient(cluster, 1));
        cluster.stopRecording();
        return Recording.read(file);
    }

    /** Records what kafka-clients does to send twenty records, one after the other. */
    private Recording recordAProducer(int brokers, String acks, String codec) throws Exception {
        Path file = directory.resolve(brokers + acks + codec + ".rec");
        try (StubServer server = stub(brokers).record(file).start();
                KafkaProducer<byte[], byte[]> producer = KafkaClientsTest.producer(
                        server, Map.of("acks", acks, "compression.type", codec, "linger.ms", 0))) {
            for (int i = 0; i < 20; i++) {
                RecordMetadata sent = producer.send(new ProducerRecord<>("orders", new byte[] {(byte) i}))
                        .get();
                assertThat(sent.topic()).isEqualTo("orders");
            }
            server.cluster().records("orders").await(20, Duration.ofSeconds(20));
        }
        return Recording.read(file);
    }

    private static StubClusterBuilder stub(int brokers) {
        return StubCluster.builder().brokers(brokers).topic("orders", 3);
    }
}
