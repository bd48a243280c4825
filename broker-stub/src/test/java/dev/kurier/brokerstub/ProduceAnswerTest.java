package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows answers to Produce that depart from what happened. */
class ProduceAnswerTest {
    private final StubCluster cluster =
            StubCluster.builder().topic("t", 2).topic("u", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void answersTwiceForTheMatchedPartitionAlone() {
        cluster.next(ApiKey.PRODUCE).topic("t").partition(1).dup();

        ProduceResponse answer = produceTwo(9);

        assertThat(partitions(answer, 0)).containsExactly(0, 1, 1);
        assertThat(answer.topics().get(0).partitions().get(1))
                .isEqualTo(answer.topics().get(0).partitions().get(2));
        assertThat(cluster.records("t", 1)).hasSize(1);
    }

    @Test
    void answersForAPartitionThatWasNotAskedOnceHoweverManyMatch() {
        cluster.next(ApiKey.PRODUCE).extra("t", 7);

        ProduceResponse answer = produceTwo(9);

        assertThat(partitions(answer, 0)).containsExactly(0, 1, 7);
        assertThat(answer.topics().get(0).partitions().get(2).baseOffset()).isZero();
    }

    @Test
    void answersForATopicThatWasNotAskedByNameAndById() {
        cluster.next(ApiKey.PRODUCE).partition(0).extra("u", 0);
        ProduceResponse byName = produceTwo(9);
        cluster.next(ApiKey.PRODUCE).partition(0).extra("u", 0);
        ProduceResponse byId = produceTwo(13);
        cluster.next(ApiKey.PRODUCE).partition(0).extra("nobody", 0);
        ProduceResponse unknown = produceTwo(13);

        assertThat(byName.topics()).extracting(topic -> topic.name()).containsExactly("t", "u");
        assertThat(byId.topics().get(1).topicId()).isEqualTo(cluster.topic("u").id());
        assertThat(unknown.topics().get(1).topicId()).isEqualTo(Uuid.ZERO);
        assertThat(cluster.records("u")).isEmpty();
    }

    @Test
    void answersNoExtraForAPartitionThatWasAsked() {
        cluster.next(ApiKey.PRODUCE).partition(0).extra("t", 1);

        assertThat(partitions(produceTwo(9), 0)).containsExactly(0, 1);
    }

    @Test
    void answersWithFieldsThatAreMadeUp() {
        cluster.next(ApiKey.PRODUCE)
                .topic("t")
                .partition(0)
                .answer(ProduceAnswer.truth()
                        .baseOffset(Long.MAX_VALUE)
                        .logAppendTimeMs(5)
                        .logStartOffset(-7)
                        .errorMessage("well done"));

        List<ProduceResponse.Partition> answers = produceTwo(9).topics().get(0).partitions();

        ProduceResponse.Partition lie = answers.get(0);
        assertThat(lie.errorCode()).isZero();
        assertThat(lie.baseOffset()).isEqualTo(Long.MAX_VALUE);
        assertThat(lie.logAppendTimeMs()).isEqualTo(5);
        assertThat(lie.logStartOffset()).isEqualTo(-7);
        assertThat(lie.errorMessage()).isEqualTo("well done");
        assertThat(answers.get(1).baseOffset()).isZero();
        assertThat(answers.get(1).errorMessage()).isNull();
        assertThat(cluster.records("t", 0)).hasSize(1);
    }

    @Test
    void anErrorAmongTheFieldsKeepsTheBatchOutUnlessItComesAfterTheEffect() {
        ProduceAnswer refusal = ProduceAnswer.truth()
                .error(ErrorCode.INVALID_RECORD)
                .errorMessage("no")
                .recordError(0, "bad");
        cluster.next(ApiKey.PRODUCE).partition(0).answer(refusal);
        cluster.next(ApiKey.PRODUCE).partition(1).afterApply().answer(refusal);

        List<ProduceResponse.Partition> answers = produceTwo(9).topics().get(0).partitions();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.errorCode()).isEqualTo(ErrorCode.INVALID_RECORD.code());
            assertThat(answer.errorMessage()).isEqualTo("no");
            assertThat(answer.recordErrors()).containsExactly(new ProduceResponse.RecordError(0, "bad"));
        });
        assertThat(cluster.records("t", 0)).isEmpty();
        assertThat(cluster.records("t", 1)).hasSize(1);
    }

    @Test
    void refusesRulesAboutOtherApis() {
        assertThatThrownBy(() -> cluster.next(ApiKey.FETCH).dup())
                .hasMessageContaining("dup does not go with FETCH")
                .hasMessageContaining("make the rule about PRODUCE");
        assertThatThrownBy(() -> cluster.everyRequest().extra("t", 7)).hasMessageContaining("any request");
        assertThatThrownBy(() -> cluster.every(ApiKey.METADATA).answer(ProduceAnswer.truth()))
                .hasMessageContaining("METADATA");
    }

    private static List<Integer> partitions(ProduceResponse answer, int topic) {
        return answer.topics().get(topic).partitions().stream()
                .map(ProduceResponse.Partition::index)
                .toList();
    }

    private ProduceResponse produceTwo(int version) {
        Uuid id = version >= 13 ? cluster.topic("t").id() : Uuid.ZERO;
        ProduceRequest request = new ProduceRequest(
                null,
                (short) 1,
                1000,
                List.of(new ProduceRequest.Topic(
                        version >= 13 ? "" : "t",
                        id,
                        List.of(
                                new ProduceRequest.Partition(0, List.of(Batches.plain("a"))),
                                new ProduceRequest.Partition(1, List.of(Batches.plain("b")))))));
        return client.ask(ApiKey.PRODUCE, version, request::write, ProduceResponse::read);
    }
}
