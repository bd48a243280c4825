package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a version can't say is refused if it would change the meaning. */
class VersionLimitsTest {
    private static final WireWriter OUT = new WireWriter();

    @Test
    void refusesMetadataRequestsThatAnOldVersionWouldChange() {
        refuses(
                () -> MetadataRequest.ofNames(List.of("t"), false).write(OUT, (short) 3),
                "allowAutoTopicCreation=false");
        refuses(() -> MetadataRequest.ofNames(List.of(), true).write(OUT, (short) 0), "topics=[]");
        MetadataRequest byId =
                new MetadataRequest(List.of(new MetadataRequest.Topic(new Uuid(1, 2), null)), true, false, false);
        refuses(() -> byId.write(OUT, (short) 9), "MetadataRequest.Topic.name=null");
    }

    @Test
    void asksForAllTopicsInEveryVersion() {
        for (short version = 0; version <= 13; version++) {
            WireWriter out = new WireWriter();
            MetadataRequest.ofAllTopics().write(out, version);
            WireReader in = WireReader.strict(ByteBuffer.wrap(out.toByteArray()));
            assertThat(MetadataRequest.read(in, version)).isEqualTo(MetadataRequest.ofAllTopics());
        }
    }

    @Test
    void refusesOtherFieldsThatAnOldVersionWouldLose() {
        refuses(() -> new InitProducerIdRequest(null, 1, 1000, (short) 0).write(OUT, (short) 2), "producerId=1000");
        refuses(() -> new ListOffsetsRequest(-1, (byte) 1, List.of(), 0).write(OUT, (short) 1), "isolationLevel=1");
        MetadataResponse.Topic nameless = MetadataResponse.Topic.failed((short) 100, null, new Uuid(1, 2));
        refuses(
                () -> new MetadataResponse(0, List.of(), null, -1, List.of(nameless), 0, (short) 0)
                        .write(OUT, (short) 11),
                "MetadataResponse.Topic.name=null");
        refuses(() -> new FetchResponse(0, (short) 0, 5, List.of(), List.of()).write(OUT, (short) 6), "sessionId");
        FetchRequest forgetting = new FetchRequest(
                null,
                FetchRequest.Replica.CONSUMER,
                0,
                0,
                0,
                (byte) 0,
                0,
                0,
                List.of(),
                List.of(new FetchRequest.ForgottenTopic("t", Uuid.ZERO, List.of(0))),
                "");
        refuses(() -> forgetting.write(OUT, (short) 6), "forgottenTopics");
    }

    @ParameterizedTest
    @ValueSource(shorts = {0, 1, 2, 3, 4, 5})
    void answersAnUnsupportedVersionInTheLayoutOfVersionZero(short requestVersion) {
        ApiVersionsResponse refusal = ApiVersionsResponse.of(
                ErrorCode.UNSUPPORTED_VERSION.code(),
                List.of(new ApiVersionsResponse.ApiVersion((short) 18, (short) 0, (short) 2)));
        WireWriter out = new WireWriter();

        refusal.write(out, requestVersion);

        assertThat(out.toByteArray()).containsExactly(0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 2);
        ApiVersionsResponse read =
                ApiVersionsResponse.read(WireReader.strict(ByteBuffer.wrap(out.toByteArray())), requestVersion);
        assertThat(read).isEqualTo(refusal);
        assertThat(read.find((short) 18)).isEqualTo(refusal.apiKeys().get(0));
        assertThat(read.find((short) 0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(shorts = {9, 10, 11})
    void refusesATopicWithoutANameBeforeVersion12(short version) {
        byte[] noName = HexFormat.of()
                .parseHex("00000000" + "01" + "00" + "ffffffff" + "02" + "0000" + "00" + "00".repeat(17) + "01"
                        + "00".repeat(6));

        assertThatThrownBy(() -> MetadataResponse.read(WireReader.lenient(ByteBuffer.wrap(noName)), version))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a string is null");
        assertThat(MetadataResponse.read(WireReader.lenient(ByteBuffer.wrap(noName)), (short) 12)
                        .topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.name()).isNull());
    }

    @Test
    void leavesOutTagsThatTheVersionDoesNotKnow() {
        List<NodeEndpoint> nodes = List.of(new NodeEndpoint(1, "h", 9092, null));
        ProduceResponse.Partition moved =
                ProduceResponse.Partition.failed(0, (short) 6, null).withCurrentLeader(new CurrentLeader(1, 2));
        ProduceResponse produced =
                new ProduceResponse(List.of(new ProduceResponse.Topic("t", Uuid.ZERO, List.of(moved))), 0, nodes);
        FetchResponse fetched = new FetchResponse(0, (short) 0, 0, List.of(), nodes);
        WireWriter produceV9 = new WireWriter();
        WireWriter fetchV15 = new WireWriter();

        produced.write(produceV9, (short) 9);
        fetched.write(fetchV15, (short) 15);

        ProduceResponse produceRead =
                ProduceResponse.read(WireReader.strict(ByteBuffer.wrap(produceV9.toByteArray())), (short) 9);
        assertThat(produceRead.nodeEndpoints()).isEmpty();
        assertThat(produceRead.topics().get(0).partitions().get(0).currentLeader())
                .isSameAs(CurrentLeader.NONE);
        assertThat(FetchResponse.read(WireReader.strict(ByteBuffer.wrap(fetchV15.toByteArray())), (short) 15)
                        .nodeEndpoints())
                .isEmpty();
    }

    private static void refuses(Runnable write, String message) {
        assertThatThrownBy(write::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("can't be written in version=");
    }
}
