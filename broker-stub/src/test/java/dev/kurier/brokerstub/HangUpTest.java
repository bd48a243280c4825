package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.hangup.HangUp;
import dev.kurier.brokerstub.hangup.HangUp.Cause;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.metadata.MetadataRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which the stub closes a connection. */
class HangUpTest {
    private final StubCluster cluster =
            StubCluster.builder().strict().topic("t", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void namesClientApiAndByteOfStrayBytes() {
        client.sendBytes(TestClient.frame(ApiKey.METADATA, 13, 1, (out, version) -> {
            MetadataRequest.ofAllTopics().write(out, version);
            out.int8(0);
            out.int16(0);
        }));

        assertThat(only().toString())
                .isEqualTo("hung up on memory client.id=test-client connection=1 broker=1: METADATA v13: 3 bytes are"
                        + " left behind the message (before byte 26)");
        assertThat(only().cause()).isEqualTo(Cause.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"11, 2, api_key=11 v2", "3, 14, METADATA v14", "0, 2, PRODUCE v2"})
    void namesWhatIsNotServed(int apiKey, int version, String request) {
        client.sendBytes(ByteBuffer.allocate(15)
                .putInt(11)
                .putShort((short) apiKey)
                .putShort((short) version)
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 'x')
                .flip());

        assertThat(only().cause()).isEqualTo(Cause.NOT_SERVED);
        assertThat(only().request()).isEqualTo(request);
        assertThat(only().clientId()).isEqualTo("x");
        assertThat(only().reason()).isEqualTo("api_key=" + apiKey + " api_version=" + version + " is not served");
    }

    @ParameterizedTest
    @CsvSource({
        "1603010200010001fc0303, tls, 'a TLS handshake; the stub speaks plaintext: set security.protocol=PLAINTEXT'",
        "474554202f20485454502f312e310d0a, http, an HTTP request; this port speaks Kafka's protocol",
        "504f5354202f, http, an HTTP request; this port speaks Kafka's protocol",
        "ffffffff, frame_size, frame size=-1 is not in 0..104857600",
        "00000003000300, malformed, request of 3 bytes has no room for a header",
    })
    void saysWhatKnocked(String hex, String cause, String reason) {
        client.sendBytes(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));

        assertThat(client.connection().isClosed()).isTrue();
        assertThat(only().cause()).hasToString(cause);
        assertThat(only().reason()).isEqualTo(reason);
        assertThat(only().clientId()).isNull();
    }

    @Test
    void saysWhyARequestWithoutResponseFailed() {
        client.send(ApiKey.PRODUCE, 9, TestClient.produceRequest("t", 5, Batches.plain("a"), 0)::write);

        assertThat(only().cause()).isEqualTo(Cause.UNANSWERED);
        assertThat(only().request()).isEqualTo("PRODUCE v9");
    }

    @Test
    void countsTheScriptsOwnHangUpsApart() {
        cluster.next(ApiKey.METADATA).disconnect();
        client.send(ApiKey.METADATA, 1, MetadataRequest.ofAllTopics()::write);

        assertThat(only().cause()).isEqualTo(Cause.FAULT);
        assertThat(only().cause().isByClient()).isFalse();
    }

    @Test
    void countsConnectionsThatEndWithTheirBroker() {
        cluster.broker(1).kill();

        assertThat(only().cause()).isEqualTo(Cause.BROKER_DOWN);
        assertThat(only().request()).isNull();
    }

    @Test
    void countsByCauseAndNothingElse() {
        client.sendBytes(ByteBuffer.wrap("PUT /".getBytes(StandardCharsets.US_ASCII)));
        new TestClient(cluster, 1).connection().close();
        cluster.next(ApiKey.METADATA).fail(ErrorCode.UNKNOWN_SERVER_ERROR);

        assertThat(cluster.figures().hangUps())
                .containsOnlyKeys(Cause.values())
                .containsEntry(Cause.HTTP, 1L)
                .containsEntry(Cause.TLS, 0L);
        assertThat(cluster.hangUps()).hasSize(1);
    }

    @Test
    void keepsTheNewestThousand() {
        for (int i = 0; i < 1_010; i++) {
            new TestClient(cluster, 1)
                    .sendBytes(ByteBuffer.allocate(4).putInt(-i - 1).flip());
        }

        assertThat(cluster.hangUps()).hasSize(1_000);
        assertThat(cluster.hangUps().get(0).reason()).startsWith("frame size=-11 ");
        assertThat(cluster.figures().hangUps()).containsEntry(Cause.FRAME_SIZE, 1_010L);
    }

    private HangUp only() {
        assertThat(cluster.hangUps()).hasSize(1);
        return cluster.hangUps().get(0);
    }
}
