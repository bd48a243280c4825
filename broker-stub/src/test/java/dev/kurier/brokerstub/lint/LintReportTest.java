package dev.kurier.brokerstub.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.brokerstub.tap.Party;
import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LintReportTest {
    private static final Uuid ID = new Uuid(7, 8);

    private final StubCluster cluster =
            StubCluster.builder().topic("orders", 1, ID).lint().build();
    private final StubConnection connection = cluster.connect(1);

    @Test
    void tellsWhoseRequestItWasAndNamesATopicThatWasNamedById() {
        RawRequest request = RawRequest.of(13, new RawBatch().int64(35, 5));
        ByteBuffer frame = request.frame();
        frame.putLong(request.topicAt(), ID.msb()).putLong(request.topicAt() + 8, ID.lsb());
        send(frame);

        assertThat(cluster.lint()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(LintRule.MAX_TIMESTAMP_WRONG);
            assertThat(finding.place()).isEqualTo("topic=orders partition=0 maxTimestamp");
            assertThat(finding.origin()).isEqualTo(new Finding.Origin(1, connection.id(), 77));
        });
    }

    @Test
    void isCleanOnlyIfARequestWasSeen() {
        assertThatThrownBy(() -> cluster.lint().assertClean())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has seen no request");

        send(RawRequest.of(12, new RawBatch()).topic("orders").frame());

        assertThat(cluster.lint().assertClean().requests()).isEqualTo(1);
    }

    @Test
    void tellsErrorsFromWarnings() {
        send(RawRequest.of(12, new RawBatch().int64(35, 5)).topic("orders").frame());
        cluster.lint().assertNoErrors();
        assertThatThrownBy(() -> cluster.lint().assertClean())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "1 findings in 1 requests:\n  warning max-timestamp-wrong: topic=orders partition=0");

        send(RawRequest.of(12, new RawBatch()).topic("orders").acks(7).frame());

        assertThat(cluster.lint()).hasSize(2);
        assertThat(cluster.lint().errors()).extracting(Finding::rule).containsExactly(LintRule.ACKS_ILLEGAL);
        assertThat(cluster.lint().warnings()).extracting(Finding::rule).containsExactly(LintRule.MAX_TIMESTAMP_WRONG);
        assertThatThrownBy(() -> cluster.lint().assertNoErrors()).hasMessageContaining("acks-illegal");
    }

    @Test
    void seesARequestOnWhichTheBrokerHangsUp() {
        send(ByteBuffer.allocate(3));

        assertThat(connection.isClosed()).isTrue();
        assertThat(cluster.lint()).extracting(Finding::rule).containsExactly(LintRule.FRAME_TOO_SHORT);
    }

    @Test
    void keepsSoManyFindingsAndCountsTheOthers() {
        LintLog log = new LintLog(TopicNames.NONE);
        Party party = new Party(1, 1, "memory");
        for (int i = 0; i < LintReport.Draft.MOST_KEPT; i++) {
            log.received(party, new RawRequest(9).clientId(null).frame(), 0);
        }
        assertThat(log.report().notKept()).isZero();

        log.received(party, new RawRequest(9).acks(7).frame(), 0);

        assertThat(log.report()).hasSize(LintReport.Draft.MOST_KEPT);
        assertThat(log.report().notKept()).isEqualTo(1);
        assertThatThrownBy(() -> log.report().assertNoErrors())
                .as("the only error is not kept, but not forgotten")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("and 1 more");
    }

    @Test
    void saysHowToBeAskedFor() {
        assertThatThrownBy(() -> StubCluster.builder().build().lint())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StubClusterBuilder.lint()");
    }

    private void send(ByteBuffer frame) {
        connection.receive(
                ByteBuffer.allocate(4 + frame.remaining())
                        .putInt(frame.remaining())
                        .put(frame)
                        .flip(),
                0);
    }
}
