package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows a broker that tells and serves less than its release has, while it runs. */
class NarrowedVersionsTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(2).topic("t", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void tellsLessOfThatApiAndAllOfTheOthers() {
        List<ApiVersionsResponse.ApiVersion> before = ask(client, 3).apiKeys();

        cluster.broker(1).versions(ApiKey.PRODUCE, 5, 8);

        assertThat(ask(client, 3).apiKeys()).hasSameSizeAs(before).allSatisfy(told -> {
            if (told.apiKey() == ApiKey.PRODUCE.id()) {
                assertThat(told.minVersion()).isEqualTo((short) 5);
                assertThat(told.maxVersion()).isEqualTo((short) 8);
            } else {
                assertThat(before).contains(told);
            }
        });
        assertThat(ask(new TestClient(cluster, 2), 3).apiKeys()).isEqualTo(before);
    }

    @Test
    void hangsUpOnWhatItNoLongerTellsAlsoWhereItToldMoreBefore() {
        cluster.broker(1).versions(ApiKey.PRODUCE, 5, 8);
        assertThat(client.produce("t", 0, Batches.plain("a"), -1, 8).errorCode())
                .isZero();
        assertThat(client.produce("t", 0, Batches.plain("b"), -1, 5).errorCode())
                .isZero();

        client.send(ApiKey.PRODUCE, 9, TestClient.produceRequest("t", 0, Batches.plain("c"), -1)::write);

        assertThat(client.nextFrame()).isNull();
        assertThat(client.connection().isClosed()).isTrue();
        assertThat(cluster.records("t")).hasSize(2);
    }

    @Test
    void tellsAClientWithANewerApiVersionsWhichItKnows() {
        cluster.broker(1).versions(ApiKey.API_VERSIONS, 0, 2);
        ApiVersionsRequest request = ApiVersionsRequest.of("client", "1");
        int id = client.send(ApiKey.API_VERSIONS, 4, request::write);

        ApiVersionsResponse answer = client.answer(ApiKey.API_VERSIONS, 0, id, ApiVersionsResponse::read);

        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(answer.apiKeys())
                .singleElement()
                .satisfies(own -> assertThat(own.maxVersion()).isEqualTo((short) 2));
    }

    @Test
    void knowsAllAgainAfterwards() {
        List<ApiVersionsResponse.ApiVersion> before = ask(client, 3).apiKeys();
        cluster.broker(1).versions(ApiKey.PRODUCE, 5, 8);
        cluster.broker(1).versions(ApiKey.FETCH, 5, 8);

        cluster.broker(1).allVersions();

        assertThat(ask(client, 3).apiKeys()).isEqualTo(before);
        assertThat(client.produce("t", 0, Batches.plain("a"), -1, 9).errorCode())
                .isZero();
    }

    @Test
    void refusesVersionsThatTheReleaseDoesNotHave() {
        assertThatThrownBy(() -> cluster.broker(1).versions(ApiKey.PRODUCE, 5, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("versions=5..99 of PRODUCE")
                .hasMessageContaining("0..13");
        assertThatThrownBy(() -> cluster.broker(1).versions(ApiKey.PRODUCE, 8, 5))
                .hasMessageContaining("versions=8..5");
    }

    private static ApiVersionsResponse ask(TestClient client, int version) {
        ApiVersionsRequest request = ApiVersionsRequest.of("client", "1");
        return client.ask(ApiKey.API_VERSIONS, version, request::write, ApiVersionsResponse::read);
    }
}
