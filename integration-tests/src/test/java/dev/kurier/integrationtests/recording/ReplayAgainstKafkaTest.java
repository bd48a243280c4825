package dev.kurier.integrationtests.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.brokerstub.recording.Difference;
import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.brokerstub.recording.Replay;
import dev.kurier.brokerstub.recording.ReplayReport;
import dev.kurier.integrationtests.broker.KafkaBroker;
import dev.kurier.integrationtests.broker.KafkaVersion;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records kafka-clients 4.4.0 at the stub, and sends the same bytes to a real Kafka 4.4.0 broker: the answers are equal. */
@Timeout(120)
class ReplayAgainstKafkaTest {
    /** What a stub can't have in common with a broker: fewer APIs, no features. */
    private static final String[] OF_THE_BROKER = {
        "apiKeys", "supportedFeatures", "finalizedFeatures", "finalizedFeaturesEpoch"
    };

    private static KafkaBroker kafka;
    private static String clusterId;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaBroker.shared(KafkaVersion.KAFKA_4_4_0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            clusterId = admin.describeCluster().clusterId().get();
        }
        String warmUp = kafka.newTopic(1);
        // A broker has no producer ids to give until its controller sent it some.
        Awaitility.await().until(() -> produces(kafka.bootstrapServers(), warmUp, "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void kafkaAnswersWhatTheStubAnswered(String codec) throws Exception {
        String topic = kafka.newTopic(1);
        Recording recording = record(topic, codec);

        ReplayReport report = Replay.of(recording).withIgnored(OF_THE_BROKER).against(kafka.bootstrapServers());

        report.assertEqual();
        assertThat(report.requests()).isEqualTo(recording.requests().size()).isGreaterThan(5);
    }

    @Test
    void namesTheAnswerThatKafkaWouldNotGive() throws Exception {
        String topic = kafka.newTopic(1);
        Path file = directory.resolve("failing.rec");
        try (StubServer stub = StubCluster.builder()
                .clusterId(clusterId)
                .topic(topic, 1)
                .record(file)
                .start()) {
            stub.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.NOT_ENOUGH_REPLICAS);
            assertThat(produces(stub.bootstrapServers(), topic, "none")).isTrue();
        }

        ReplayReport report =
                Replay.of(Recording.read(file)).withIgnored(OF_THE_BROKER).against(kafka.bootstrapServers());

        assertThat(report.differences())
                .filteredOn(difference -> difference.path().endsWith("errorCode"))
                .extracting(Difference::path, Difference::recorded, Difference::replayed)
                .containsExactly(org.assertj.core.api.Assertions.tuple("topics[0].partitions[0].errorCode", "19", "0"));
    }

    private Recording record(String topic, String codec) throws Exception {
        Path file = directory.resolve(codec + ".rec");
        try (StubServer stub = StubCluster.builder()
                .clusterId(clusterId)
                .topic(topic, 1)
                .record(file)
                .start()) {
            assertThat(produces(stub.bootstrapServers(), topic, codec)).isTrue();
        }
        return Recording.read(file);
    }

    private static boolean produces(String bootstrapServers, String topic, String codec) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "compression.type", codec);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[] {(byte) i}, new byte[100]))
                        .get();
            }
        }
        return true;
    }
}
