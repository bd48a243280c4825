package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.produce.ProduceRequest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares whole requests with bytes that were made once with kafka-clients 4.4.0. */
class GoldenBytesTest {
    private static final String BATCH =
            "00000000000000000000003affffffff026f484c2300000000000000000000000000010000000000"
                    + "000001ffffffffffffffffffffffffffff0000000110000000026b027600";

    @Test
    void writesApiVersionsRequest() {
        WireWriter out = new WireWriter();
        new RequestHeader(ApiKey.API_VERSIONS.id(), (short) 3, 1, "cid").write(out);
        ApiVersionsRequest.of("kp", "0.1").write(out, (short) 3);

        assertThat(hex(out)).isEqualTo("0012000300000001000363696400036b7004302e3100");
    }

    @Test
    void writesProduceRequestV8() {
        assertThat(hex(produce((short) 8, Uuid.ZERO)))
                .isEqualTo("00000008000000020003636964ffffffff0000753000000001000174000000010000000000000046" + BATCH);
    }

    @ParameterizedTest
    @CsvSource({"9, 0009", "10, 000a", "11, 000b", "12, 000c"})
    void writesProduceRequestsV9ToV12WhichDifferOnlyInTheVersion(short version, String versionHex) {
        assertThat(hex(produce(version, Uuid.ZERO)))
                .isEqualTo("0000" + versionHex + "00000002000363696400" + "00ffff0000753002027402000000" + "0047"
                        + BATCH + "000000");
    }

    @Test
    void writesProduceRequestV13WithTopicId() {
        assertThat(hex(produce((short) 13, new Uuid(1, 2))))
                .isEqualTo("0000000d00000002000363696400" + "00ffff0000753002" + "00000000000000010000000000000002"
                        + "02000000" + "0047" + BATCH + "000000");
    }

    @Test
    void readsWhatItWrote() {
        WireReader in = WireReader.strict(
                ByteBuffer.wrap(produce((short) 13, new Uuid(1, 2)).toByteArray()));

        RequestHeader header = RequestHeader.read(in);
        ProduceRequest request = ProduceRequest.read(in, header.apiVersion());

        assertThat(header).isEqualTo(new RequestHeader((short) 0, (short) 13, 2, "cid"));
        assertThat(request.acks()).isEqualTo((short) -1);
        assertThat(request.timeoutMs()).isEqualTo(30000);
        assertThat(request.topics()).singleElement().satisfies(topic -> {
            assertThat(topic.topicId()).isEqualTo(new Uuid(1, 2));
            assertThat(topic.partitions()).containsExactly(new ProduceRequest.Partition(0, List.of(bytes(BATCH))));
        });
    }

    private static WireWriter produce(short version, Uuid topicId) {
        ByteBuffer batch = bytes(BATCH);
        List<ByteBuffer> pieces = List.of(batch.slice(0, 61), batch.slice(61, batch.remaining() - 61));
        WireWriter out = new WireWriter();
        new RequestHeader(ApiKey.PRODUCE.id(), version, 2, "cid").write(out);
        new ProduceRequest(
                        null,
                        (short) -1,
                        30000,
                        List.of(new ProduceRequest.Topic(
                                "t", topicId, List.of(new ProduceRequest.Partition(0, pieces)))))
                .write(out, version);
        return out;
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String hex(WireWriter out) {
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
