package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.MetadataException;
import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubBroker;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows how a producer finds its brokers and topics, and what it says when it can't. */
class ConnectingTest {
    @RegisterExtension
    final KafkaOnSockets kafka =
            KafkaOnSockets.started(cluster -> cluster.brokers(3).topic("t", 3).autoCreateTopics(false));

    @Test
    void findsAllBrokersThroughOne() throws Exception {
        Producer<String, String> producer = kafka.producer("bootstrap.servers", address(0));

        for (int partition = 0; partition < 3; partition++) {
            producer.send(ProducerRecord.<String, String>of("t", "v").withPartition(partition))
                    .get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        assertThat(kafka.produceRequests())
                .extracting(ReceivedRequest::brokerId)
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void startsThoughOneOfTheNamedBrokersIsDown() throws Exception {
        Producer<String, String> producer = kafka.producer("bootstrap.servers", deadAddress() + "," + address(1));

        producer.send(ProducerRecord.of("t", "v")).get(KafkaOnSockets.PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(kafka.values("t")).containsExactly("v");
    }

    @Test
    void namesTheAddressThatRefused() throws IOException {
        String dead = deadAddress();
        Producer<String, String> producer = kafka.producer("bootstrap.servers", dead, "max.block.ms", 1_500);

        Delivery delivery = producer.send(ProducerRecord.of("t", "v"));

        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(delivery.error())
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("max.block.ms=1500")
                .hasMessageContaining(dead)
                .hasMessageContaining("refused");
    }

    @Test
    void namesBrokerAndAnswerForATopicThatIsNotThere() {
        Producer<String, String> producer = kafka.producer("bootstrap.servers", address(0), "max.block.ms", 1_000);

        Delivery delivery = producer.send(ProducerRecord.of("nowhere", "v"));

        assertThat(delivery.error())
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("topic 'nowhere' did not become known within max.block.ms=1000")
                .hasMessageMatching(".*broker \\d at 127.0.0.1:\\d+ answered UNKNOWN_TOPIC_OR_PARTITION.*|"
                        + ".*bootstrap server 127.0.0.1:\\d+ answered UNKNOWN_TOPIC_OR_PARTITION.*");
    }

    @Test
    void doesNotWaitForATopicThatItMayNotSee() {
        kafka.cluster().every(ApiKey.METADATA).topic("t").fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
        Producer<String, String> producer = kafka.producer();

        Delivery delivery = producer.send(ProducerRecord.of("t", "v"));

        assertThat(delivery.error()).hasMessageContaining("TOPIC_AUTHORIZATION_FAILED");
    }

    @Test
    void saysHowManyPartitionsTheTopicHasWhenTheNamedOneDoesNotAppear() {
        Producer<String, String> producer = kafka.producer("max.block.ms", 1_000);

        Delivery delivery =
                producer.send(ProducerRecord.<String, String>of("t", "v").withPartition(3));

        assertThat(delivery.error())
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("partition 3 of topic 't' did not become known within max.block.ms=1000")
                .hasMessageContaining("numbered 0 to 2");
    }

    @Test
    void listsThePartitionsOfATopic() {
        assertThat(kafka.producer().partitionsFor("t"))
                .hasSize(3)
                .allSatisfy(partition -> assertThat(partition.leader())
                        .isEqualTo(kafka.cluster()
                                .partition("t", partition.topicPartition().partition())
                                .leader()));
    }

    private String address(int index) {
        StubBroker broker = kafka.cluster().brokers().get(index);
        return broker.hostPort();
    }

    /** An address that nobody listens on. */
    private static String deadAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
