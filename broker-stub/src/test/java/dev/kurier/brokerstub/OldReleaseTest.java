package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.deletetopics.DeleteTopicsRequest;
import dev.kurier.protocol.deletetopics.DeleteTopicsResponse;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Config;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Resource;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsResponse;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import dev.kurier.protocol.produce.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows what brokers with ZooKeeper answer otherwise than later ones; that it is so is compared with a real one. */
class OldReleaseTest {
    private static final byte TOPIC = 2;
    private static final byte SET = 0;
    private static final short LOG_APPEND_TIME = 0x08;
    private static final long NEWEST_TIME = -3;

    @ParameterizedTest
    @CsvSource({
        "2.8, CreateTime, true",
        "2.8, LogAppendTime, true",
        "3.9, CreateTime, false",
        "3.9, LogAppendTime, true",
        "4.4, CreateTime, false",
        "4.4, LogAppendTime, true"
    })
    void refusesRecordsThatSayTheyHaveTheTimeOfTheirAppend(String release, String type, boolean refused) {
        StubCluster cluster = cluster(release);
        cluster.topic("t").config("message.timestamp.type", type);
        ByteBuffer batch = Batches.make(LOG_APPEND_TIME, -1, -1, -1, "a", "b");

        ProduceResponse.Partition answer = new TestClient(cluster, 1).produce("t", 0, batch);

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(refused ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.NONE);
        assertThat(answer.recordErrors()).hasSize(refused ? 2 : 0);
        assertThat(cluster.records("t")).hasSize(refused ? 0 : 2);
    }

    @ParameterizedTest
    @CsvSource({"2.8, NONE, 0", "3.9, UNSUPPORTED_VERSION, -1"})
    void takesASpecialTimeThatItDoesNotKnowForOneBeforeAllRecords(String release, ErrorCode error, long offset) {
        TestClient client = new TestClient(cluster(release), 1);
        client.produce("t", 0, Batches.plain("a", "b"));
        ListOffsetsRequest request = ListOffsetsRequest.of(List.of(
                new ListOffsetsRequest.Topic("t", List.of(new ListOffsetsRequest.Partition(0, -1, NEWEST_TIME)))));

        ListOffsetsResponse.Partition found = client.ask(
                        ApiKey.LIST_OFFSETS, 6, request::write, ListOffsetsResponse::read)
                .topics()
                .get(0)
                .partitions()
                .get(0);

        assertThat(ErrorCode.of(found.errorCode())).isEqualTo(error);
        assertThat(found.offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({"2.8, INVALID_REQUEST", "3.9, INVALID_CONFIG"})
    void callsTheRequestIllegalForABadValueOfAConfig(String release, ErrorCode error) {
        IncrementalAlterConfigsRequest request = new IncrementalAlterConfigsRequest(
                List.of(new Resource(TOPIC, "t", List.of(new Config("max.message.bytes", SET, "many")))), false);

        IncrementalAlterConfigsResponse.Resource answer = new TestClient(cluster(release), 1)
                .ask(ApiKey.INCREMENTAL_ALTER_CONFIGS, 1, request::write, IncrementalAlterConfigsResponse::read)
                .responses()
                .get(0);

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(error);
        assertThat(answer.errorMessage())
                .endsWith("Invalid value many for configuration max.message.bytes: Not a number of type INT");
    }

    @Test
    void deletesTopicsWithoutAWordAndWithoutTheirIds() {
        TestClient client = new TestClient(cluster("2.8"), 1);
        DeleteTopicsRequest request = new DeleteTopicsRequest(
                List.of(new DeleteTopicsRequest.Topic("t", Uuid.ZERO), new DeleteTopicsRequest.Topic("u", Uuid.ZERO)),
                1_000);

        DeleteTopicsResponse answer = client.ask(ApiKey.DELETE_TOPICS, 6, request::write, DeleteTopicsResponse::read);

        assertThat(answer.responses())
                .containsExactly(
                        new DeleteTopicsResponse.Topic("t", Uuid.ZERO, ErrorCode.NONE.code(), null),
                        new DeleteTopicsResponse.Topic(
                                "u", Uuid.ZERO, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(), null));
    }

    private static StubCluster cluster(String release) {
        return StubCluster.builder().emulate(release).topic("t", 1).build();
    }
}
