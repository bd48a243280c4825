package dev.kurier.cli.stub.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scenario files make of answers to Produce, seen by one who asks for a partition that has no batch to take. */
class AnswerWordsTest {
    private static final short VERSION = 9;

    private final StubCluster cluster = StubCluster.builder().topic("orders", 1).build();

    @Test
    void answersTwice() {
        install("'dup': true");

        assertThat(partitions()).extracting(ProduceResponse.Partition::index).containsExactly(0, 0);
    }

    @Test
    void answersForAPartitionThatWasNotAsked() {
        install("'extra': {'topic': 'orders', 'partition': 7}");

        assertThat(partitions()).extracting(ProduceResponse.Partition::index).containsExactly(0, 7);
    }

    @Test
    void answersWithFieldsThatAreMadeUp() {
        install("""
                'answer': {'error': 'invalid-timestamp', 'baseOffset': 9223372036854775807, 'logAppendTimeMs': -5,
                  'logStartOffset': 77, 'errorMessage': 'late',
                  'recordErrors': [{'batchIndex': 2, 'message': 'too late'}, {'batchIndex': -1}]}""");

        ProduceResponse.Partition answer = partitions().get(0);

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        assertThat(answer.baseOffset()).isEqualTo(Long.MAX_VALUE);
        assertThat(answer.logAppendTimeMs()).isEqualTo(-5);
        assertThat(answer.logStartOffset()).isEqualTo(77);
        assertThat(answer.errorMessage()).isEqualTo("late");
        assertThat(answer.recordErrors())
                .containsExactly(
                        new ProduceResponse.RecordError(2, "too late"), new ProduceResponse.RecordError(-1, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'extra': {'topic': 'orders'}              | s.faults[0].extra.partition is missing
            'extra': true                             | s.faults[0].extra
            'answer': {}                              | s.faults[0].answer says nothing; give error, baseOffset
            'answer': {'baseOfset': 1}                | s.faults[0].answer.baseOfset is not known
            'answer': {'baseOffset': 1.5}             | s.faults[0].answer.baseOffset=1.5 is not allowed: whole numbers
            'answer': {'recordErrors': [{}]}          | s.faults[0].answer.recordErrors[0].batchIndex is missing
            """)
    void namesWhatIsWrong(String words, String problem) {
        assertThatThrownBy(() -> install(words)).hasMessageContaining(problem).hasMessageContaining("(line 1)");
    }

    @Test
    void saysThatOtherApisHaveNoSuchAnswer() {
        assertThatThrownBy(() -> Scenario.install("s", "{\"faults\": [{\"api\": \"fetch\", \"dup\": true}]}", cluster))
                .hasMessageContaining("s.faults[0]: dup does not go with FETCH");
    }

    private void install(String words) {
        Scenario.install("s", ("{'faults': [{'api': 'produce', " + words + "}]}").replace('\'', '"'), cluster);
    }

    private List<ProduceResponse.Partition> partitions() {
        ProduceRequest.Partition empty = new ProduceRequest.Partition(0, null);
        ProduceRequest request = new ProduceRequest(
                null, (short) 1, 1_000, List.of(new ProduceRequest.Topic("orders", Uuid.ZERO, List.of(empty))));
        WireWriter out = new WireWriter();
        new RequestHeader(ApiKey.PRODUCE.id(), VERSION, 1, "test").write(out);
        request.write(out, VERSION);
        byte[] bytes = out.toByteArray();
        StubConnection connection = cluster.connect(1);
        connection.receive(
                ByteBuffer.allocate(4 + bytes.length)
                        .putInt(bytes.length)
                        .put(bytes)
                        .flip(),
                0);
        ByteBuffer frame = ByteBuffer.allocate(1_000);
        connection.drain(frame::put, 0);
        WireReader in = WireReader.strict(frame.flip().position(4).slice());
        ResponseHeader.read(in, ApiKey.PRODUCE, VERSION);
        return ProduceResponse.read(in, VERSION).topics().get(0).partitions();
    }
}
