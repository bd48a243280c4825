package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to the bytes of answers, and to the way between client and broker, in virtual time. */
class ByteFaultTest {
    private static final long MILLI = 1_000_000;

    private final StubCluster cluster = StubCluster.builder().topic("t", 1).build();
    private final StubConnection connection = cluster.connect(1);
    private int sent;

    @Test
    void cutsAnAnswerAndCloses() {
        byte[] whole = whole();
        cluster.next(ApiKey.PRODUCE).truncateReplyAt(7).thenClose();
        send();

        assertThat(drained(0)).hasSize(7).startsWith(whole[0], whole[1], whole[2], whole[3]);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isReset()).isFalse();
        assertThat(cluster.records("t")).hasSize(2);
    }

    @Test
    void cutsAnAnswerAndResets() {
        cluster.next(ApiKey.PRODUCE).truncateReplyAt(7).thenReset();
        send();

        assertThat(drained(0)).hasSize(7);
        assertThat(connection.isReset()).isTrue();
    }

    @Test
    void cutsAnAnswerAndStalls() {
        cluster.next(ApiKey.PRODUCE).stallReply();
        send();
        send();

        assertThat(drained(0)).hasSize(4);
        assertThat(drained(Long.MAX_VALUE / 2)).isEmpty();
        assertThat(connection.isClosed()).isFalse();
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void tricklesAnAnswerAndWorksOnNothingElseMeanwhile() {
        int size = whole().length;
        cluster.next(ApiKey.PRODUCE).trickle(10, Duration.ofMillis(5));
        send();
        send();

        assertThat(drained(0)).hasSize(10);
        assertThat(drained(5 * MILLI - 1)).isEmpty();
        assertThat(drained(5 * MILLI)).hasSize(10);
        assertThat(cluster.records("t")).hasSize(2);
        long lastNs = (size - 1) / 10 * 5 * MILLI;
        assertThat(drained(lastNs)).hasSize(size - 20 + size);
        assertThat(cluster.records("t")).hasSize(3);
    }

    @Test
    void corruptsAnAnswer() {
        byte[] whole = whole();
        cluster.next(ApiKey.PRODUCE).corruptReply(bytes -> {
            bytes[bytes.length - 1] ^= 1;
            return bytes;
        });
        send();

        byte[] answer = drained(0);
        assertThat(answer).hasSameSizeAs(whole);
        assertThat(answer[answer.length - 1]).isEqualTo((byte) (whole[whole.length - 1] ^ 1));
    }

    @Test
    void answersWithTheWrongCorrelationId() {
        cluster.next(ApiKey.PRODUCE).wrongCorrelationId();
        send();

        assertThat(ByteBuffer.wrap(drained(0)).getInt(4)).isEqualTo(sent + 1);
    }

    @Test
    void answersTheNextRequestFirst() {
        cluster.next(ApiKey.PRODUCE).swapReply();
        send();
        assertThat(drained(0)).isEmpty();
        send();

        ByteBuffer both = ByteBuffer.wrap(drained(0));
        assertThat(both.getInt(4)).isEqualTo(2);
        assertThat(both.getInt(4 + both.getInt(0) + 4)).isEqualTo(1);
    }

    @Test
    void resetsBeforeAndAfterTheEffect() {
        cluster.next(ApiKey.PRODUCE).reset();
        send();
        assertThat(connection.isReset()).isTrue();
        assertThat(cluster.records("t")).isEmpty();

        cluster.next(ApiKey.PRODUCE).afterApply().reset();
        StubConnection second = cluster.connect(1);
        second.receive(frame(), 0);
        assertThat(second.isReset()).isTrue();
        assertThat(cluster.records("t")).hasSize(1);
    }

    @Test
    void swallowsEverythingBehindABlackHole() {
        cluster.next(ApiKey.PRODUCE).blackhole();
        send();
        send();

        assertThat(drained(Long.MAX_VALUE / 2)).isEmpty();
        connection.close();
        cluster.tick(Long.MAX_VALUE / 2);
        assertThat(cluster.records("t")).isEmpty();
    }

    @Test
    void delaysAnAnswerOnTheLinkWithoutHoldingTheRequestsBehindIt() {
        cluster.next(ApiKey.PRODUCE).latency(Duration.ofMillis(20));
        send();
        send();

        assertThat(cluster.records("t")).hasSize(2);
        assertThat(drained(20 * MILLI - 1)).isEmpty();
        assertThat(ByteBuffer.wrap(drained(20 * MILLI)).getInt(4)).isEqualTo(1);
    }

    @Test
    void pipelinesRequestsOverALongLink() {
        cluster.link().roundTrip(Duration.ofMillis(20));
        send();
        connection.receive(frame(), 5 * MILLI);

        assertThat(cluster.records("t")).hasSize(2);
        assertThat(drained(20 * MILLI - 1)).isEmpty();
        assertThat(drained(20 * MILLI)).isNotEmpty();
        assertThat(drained(25 * MILLI - 1)).isEmpty();
        assertThat(drained(25 * MILLI)).isNotEmpty();
        cluster.link().clear();
        connection.receive(frame(), 30 * MILLI);
        assertThat(drained(30 * MILLI)).isNotEmpty();
    }

    @Test
    void hangsUpOnlyWhenWhatIsOnItsWayHasArrived() {
        cluster.link().roundTrip(Duration.ofMillis(20));
        send();
        cluster.next(ApiKey.PRODUCE).disconnect();
        send();

        assertThat(connection.isClosed()).isFalse();
        assertThat(drained(20 * MILLI)).isNotEmpty();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void sendsNoMoreThanTheBandwidth() {
        int size = whole().length;
        cluster.link().bandwidth(1000);
        send();
        send();

        assertThat(drained(size * MILLI - 1)).isEmpty();
        assertThat(drained(size * MILLI)).hasSize(size);
        assertThat(drained(2 * size * MILLI - 1)).isEmpty();
        assertThat(drained(2 * size * MILLI)).hasSize(size);
    }

    @Test
    void slicesAnswers() {
        cluster.broker(1).link().slicer(7, Duration.ofMillis(1));
        send();

        assertThat(drained(0)).hasSize(7);
        assertThat(drained(MILLI)).hasSize(7);
        assertThat(drained(3 * MILLI)).hasSize(14);
    }

    @Test
    void pausesABroker() {
        cluster.broker(1).pause();
        send();
        assertThat(drained(MILLI)).isEmpty();
        assertThat(cluster.records("t")).isEmpty();

        cluster.broker(1).resume();
        cluster.tick(2 * MILLI);
        assertThat(cluster.records("t")).hasSize(1);
        assertThat(drained(2 * MILLI)).isNotEmpty();
    }

    @Test
    void refusesConnectionsButKeepsThoseItHas() {
        cluster.broker(1).refuseConnections();

        assertThatThrownBy(() -> cluster.connect(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broker=1 refuses connections; acceptConnections() ends it");
        send();
        assertThat(drained(0)).isNotEmpty();
        cluster.broker(1).acceptConnections();
        assertThat(cluster.connect(1).isClosed()).isFalse();
    }

    private byte[] whole() {
        send();
        return drained(0);
    }

    private void send() {
        connection.receive(frame(), 0);
    }

    private ByteBuffer frame() {
        return TestClient.frame(
                ApiKey.PRODUCE, 9, ++sent, TestClient.produceRequest("t", 0, Batches.plain("a"), 1)::write);
    }

    private byte[] drained(long nowNs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.drain(
                part -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.duplicate().get(bytes);
                    out.writeBytes(bytes);
                },
                nowNs);
        return out.toByteArray();
    }
}
