package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.FinalizedFeature;
import dev.kurier.protocol.apiversions.ApiVersionsResponse.SupportedFeature;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.8 | 0:0-9 1:0-12 2:0-6 3:0-11 10:0-3 18:0-3 19:0-7 20:0-6 21:0-2 22:0-4 23:0-4 32:0-4 37:0-3 44:0-1 60:0-0",
                "3.9 | 0:0-11 1:0-17 2:0-9 3:0-12 10:0-6 18:0-4 19:0-7 20:0-6 21:0-2 22:0-5 23:0-4 32:0-4 37:0-3 44:0-1 60:0-1"
                        + " 75:0-0",
                "4.0 | 0:0-12 1:4-17 2:1-10 3:0-13 10:0-6 18:0-4 19:2-7 20:1-6 21:0-2 22:0-5 23:2-4 32:1-4 37:0-3 44:0-1 60:0-2"
                        + " 75:0-0",
                "4.4 | 0:0-13 1:4-18 2:1-11 3:0-13 10:0-6 18:0-5 19:2-7 20:1-6 21:0-2 22:0-5 23:2-4 32:1-4 37:0-3 44:0-1 60:0-2"
                        + " 75:0-0"
            })
    void tellsTheVersionsOfTheRelease(String release, String told) {
        assertThat(apiVersions(release, 3).apiKeys())
                .extracting(api -> api.apiKey() + ":" + api.minVersion() + "-" + api.maxVersion())
                .containsExactly(told.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"2.8, 3", "3.9, 4", "4.0, 4"})
    void answersAnApiVersionsVersionOfALaterReleaseInVersionZero(String release, int newest) {
        TestClient client = client(release);
        client.send(ApiKey.API_VERSIONS, newest + 1, new ApiVersionsRequest("a", "1", null, -1)::write);

        assertThat(hex(client.nextFrame()))
                .isEqualTo("00000001" + "0023" + "00000001" + "0012" + "0000" + "000" + newest);
        assertThat(client.connection().isClosed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2.8, PRODUCE, 10",
        "2.8, FETCH, 13",
        "2.8, METADATA, 12",
        "2.8, DESCRIBE_TOPIC_PARTITIONS, 0",
        "2.8, FIND_COORDINATOR, 4",
        "2.8, INIT_PRODUCER_ID, 5",
        "3.9, PRODUCE, 12",
        "3.9, LIST_OFFSETS, 10",
        "3.9, METADATA, 13",
        "3.9, DESCRIBE_CLUSTER, 2",
        "4.0, PRODUCE, 13",
        "4.0, FETCH, 18",
        "4.0, LIST_OFFSETS, 11",
        "3.9, FETCH, 3",
        "4.4, PRODUCE, 14"
    })
    void hangsUpOnVersionsThatTheReleaseDoesNotHave(String release, ApiKey api, int version) {
        TestClient client = client(release);
        client.sendBytes(ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(api.id())
                .putShort((short) version)
                .putInt(1)
                .putShort((short) -1)
                .flip());

        assertThat(client.connection().isClosed()).isTrue();
        assertThat(client.nextFrame()).isNull();
    }

    @Test
    void tellsTheLevelOfTheMetadataOfTheRelease() {
        assertThat(apiVersions("3.9", 3).finalizedFeatures())
                .containsExactly(new FinalizedFeature("metadata.version", (short) 21, (short) 21));
        assertThat(apiVersions("4.0", 3).finalizedFeatures())
                .containsExactly(new FinalizedFeature("metadata.version", (short) 25, (short) 25));
        assertThat(apiVersions("2.8", 3).finalizedFeatures()).isEmpty();
        assertThat(apiVersions("3.9", 4).supportedFeatures())
                .containsExactly(new SupportedFeature("metadata.version", (short) 1, (short) 21));
        assertThat(apiVersions("4.0", 4).supportedFeatures())
                .containsExactly(new SupportedFeature("metadata.version", (short) 7, (short) 25));
        assertThat(apiVersions("2.8", 3).supportedFeatures()).isEmpty();
    }

    @Test
    void givesTopicsTheConfigsOfTheRelease() {
        assertThat(topic("3.9").config("message.format.version")).isEqualTo("3.0-IV1");
        assertThat(topic("2.8").config("message.format.version")).isEqualTo("2.8-IV1");
        assertThat(topic("3.9").config("message.timestamp.after.max.ms")).isEqualTo("9223372036854775807");
        assertThat(topic("4.0").config("message.timestamp.after.max.ms")).isEqualTo("3600000");
        assertThatThrownBy(() -> topic("2.8").config("remote.storage.enable"))
                .hasMessageContaining("Unknown topic config name: remote.storage.enable");
        assertThatThrownBy(() -> topic("4.0").config("message.format.version"))
                .hasMessageContaining("Unknown topic config name: message.format.version");
    }

    @ParameterizedTest
    @CsvSource({"3.9.1, 3.9", "2.8.2, 2.8", "4.4.0, 4.4"})
    void takesAPatchLevelForItsRelease(String patch, String release) {
        assertThat(apiVersions(patch, 3)).isEqualTo(apiVersions(release, 3));
    }

    @ParameterizedTest
    @CsvSource({"3.5", "5.0", "''", "4", "4.4.0-rc1", "latest", "3.9.1.2"})
    void namesTheReleasesItKnowsWhenAskedForAnother(String release) {
        assertThatThrownBy(() -> StubCluster.builder().emulate(release))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("release=" + release + " can't be emulated; known are 2.8, 3.9, 4.0, 4.4");
    }

    private static ApiVersionsResponse apiVersions(String release, int version) {
        return client(release)
                .ask(ApiKey.API_VERSIONS, version, ApiVersionsRequest.of("a", "1")::write, ApiVersionsResponse::read);
    }

    private static StubTopic topic(String release) {
        return StubCluster.builder().emulate(release).topic("t", 1).build().topic("t");
    }

    private static TestClient client(String release) {
        return new TestClient(StubCluster.builder().emulate(release).build(), 1);
    }

    private static String hex(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
