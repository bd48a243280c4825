package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.FinalizedFeature;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.SupportedFeature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private final StubCluster cluster =
            StubCluster.builder().brokers(2).clusterId("the-cluster").build();
    private final TestClient client = new TestClient(cluster, 1);
    private final TestClient judge =
            new TestClient(StubCluster.builder().strict().build(), 1);

    @Test
    void answersAnUnknownApiVersionsVersionInVersionZero() {
        // key 18, version 99, correlation 7, then bytes that no schema of ours fits
        client.sendBytes(hex("0000000c" + "0012" + "0063" + "00000007" + "ffffffff"));

        assertThat(HexFormat.of().formatHex(bytes(client.nextFrame())))
                .isEqualTo("00000007" + "0023" + "00000001" + "0012" + "0000" + "0005");
        assertThat(client.connection().isClosed()).isFalse();
    }

    @Test
    void saysNoTagsInTheHeaderOfAnApiVersionsAnswer() {
        ApiVersionsRequest request = ApiVersionsRequest.of("kurier", "1");
        client.send(ApiKey.API_VERSIONS, 3, request::write);

        // correlation id, then at once the error code and the number of APIs plus 1
        assertThat(HexFormat.of().formatHex(bytes(client.nextFrame()))).startsWith("00000001" + "0000" + "11");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void advertisesWhatItServes(int version) {
        ApiVersionsResponse answer = ask(version, ApiVersionsRequest.of("kurier", "1.0-SNAPSHOT"));

        assertThat(answer.errorCode()).isZero();
        assertThat(answer.apiKeys())
                .extracting(api -> api.apiKey() + ":" + api.minVersion() + "-" + api.maxVersion())
                .containsExactly(
                        "0:0-13", "1:4-18", "2:1-11", "3:0-13", "10:0-6", "18:0-5", "19:2-7", "20:1-6", "21:0-2",
                        "22:0-5", "23:2-4", "32:1-4", "37:0-3", "44:0-1", "60:0-2", "75:0-0");
    }

    @Test
    void readsTheClientIdAsAnOldStringInAFlexibleHeader() {
        // key 18, version 3, correlation 7, client id as 2 + 3 bytes, no tags; then two compact strings, no tags
        client.sendBytes(
                hex("00000013" + "0012" + "0003" + "00000007" + "0003" + "616263" + "00" + "0261" + "0231" + "00"));

        assertThat(HexFormat.of().formatHex(bytes(client.nextFrame()))).startsWith("00000007" + "0000");
    }

    @Test
    void doesNotAdvertiseTelemetry() {
        assertThat(ask(5, ApiVersionsRequest.of("kurier", "1")).apiKeys())
                .extracting(api -> (int) api.apiKey())
                .doesNotContain(71, 72);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void tellsTheLevelOfItsMetadataAndNoFeatureThatItDoesNotHave(int version) {
        ApiVersionsResponse answer = ask(version, ApiVersionsRequest.of("kurier", "1"));

        assertThat(answer.supportedFeatures())
                .containsExactly(new SupportedFeature("metadata.version", (short) 7, (short) 33));
        assertThat(answer.finalizedFeatures())
                .containsExactly(new FinalizedFeature("metadata.version", (short) 33, (short) 33));
        assertThat(answer.finalizedFeaturesEpoch()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "-a, 1", "a-, 1", "a b, 1", "a, ''", "a, 1_0"})
    void refusesIllegalSoftwareNames(String name, String softwareVersion) {
        ApiVersionsResponse answer = ask(4, ApiVersionsRequest.of(name, softwareVersion));

        assertThat(answer.errorCode()).isEqualTo(ErrorCode.INVALID_REQUEST.code());
        assertThat(answer.apiKeys()).isEmpty();
    }

    @Test
    void takesAClientThatKnowsClusterAndBroker() {
        assertThat(ask(5, new ApiVersionsRequest("kurier", "1", "the-cluster", 1))
                        .errorCode())
                .isZero();
    }

    @Test
    void takesAClientThatKnowsNeitherClusterNorBroker() {
        assertThat(ask(5, new ApiVersionsRequest("kurier", "1", null, -1)).errorCode())
                .isZero();
    }

    @Test
    void sendsAClientOfAnotherClusterBackToItsBootstrapServers() {
        assertThat(ask(5, new ApiVersionsRequest("kurier", "1", "another", 1)).errorCode())
                .isEqualTo(ErrorCode.REBOOTSTRAP_REQUIRED.code());
    }

    @Test
    void sendsAClientOfAnotherBrokerBackToItsBootstrapServers() {
        assertThat(ask(5, new ApiVersionsRequest("kurier", "1", "the-cluster", 2))
                        .errorCode())
                .isEqualTo(ErrorCode.REBOOTSTRAP_REQUIRED.code());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, produce before 3 although it is advertised",
        "0, 14, produce after the newest",
        "1, 3, fetch before 4",
        "3, 14, metadata after the newest",
        "11, 0, an api that is not served",
        "-1, 0, an api that does not exist"
    })
    void hangsUpOnWhatItDoesNotServe(int apiKey, int version, String why) {
        ByteBuffer frame = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort((short) apiKey)
                .putShort((short) version)
                .putInt(1)
                .putShort((short) -1)
                .flip();
        client.sendBytes(frame);

        assertThat(client.connection().isClosed()).as(why).isTrue();
        assertThat(client.nextFrame()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7fffffff", "06400001", "ffffffff", "80000000", "00000000", "0000000700120003000000"})
    void hangsUpOnImpossibleFrames(String hex) {
        client.sendBytes(hex(hex));

        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void hangsUpOnWebBrowsers() {
        client.sendBytes(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(client.connection().isClosed()).isTrue();
    }

    @Test
    void takesBytesBehindARequestUnlessItIsStrict() {
        ByteBuffer frame = TestClient.frame(ApiKey.API_VERSIONS, 0, 1, (out, version) -> out.int8(0));
        client.sendBytes(frame.duplicate());
        judge.sendBytes(frame);

        assertThat(client.hasAnswer()).isTrue();
        assertThat(judge.connection().isClosed()).isTrue();
    }

    @Test
    void takesUnknownTagsUnlessItIsStrict() {
        ByteBuffer frame = TestClient.frame(ApiKey.API_VERSIONS, 3, 1, (out, version) -> {
            out.flexible(true);
            out.string("kurier");
            out.string("1");
            out.uvarint(1); // one tagged field: tag 77, one byte
            out.uvarint(77);
            out.uvarint(1);
            out.int8(0);
        });
        client.sendBytes(frame.duplicate());
        judge.sendBytes(frame);

        assertThat(client.hasAnswer()).isTrue();
        assertThat(judge.connection().isClosed()).isTrue();
    }

    private ApiVersionsResponse ask(int version, ApiVersionsRequest request) {
        return client.ask(ApiKey.API_VERSIONS, version, request::write, ApiVersionsResponse::read);
    }

    private static ByteBuffer hex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        return bytes;
    }
}
