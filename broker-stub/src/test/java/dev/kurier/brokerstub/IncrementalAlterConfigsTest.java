package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Config;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest.Resource;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that Kafka's admin client would not send. */
class IncrementalAlterConfigsTest {
    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;

    private final StubCluster cluster =
            StubCluster.builder().topic("t", 1).topic("u", 1).build();
    private final TestClient client = new TestClient(cluster, 1);

    @Test
    void refusesAResourceThatIsNamedTwice() {
        Resource once = topic("t", config(SET, "retention.ms", "5"));

        IncrementalAlterConfigsResponse answer = ask(once, once, topic("u", config(SET, "retention.ms", "6")));

        assertThat(answer.responses())
                .extracting(response -> ErrorCode.of(response.errorCode()))
                .containsExactly(ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_REQUEST, ErrorCode.NONE);
        assertThat(cluster.topic("t").config("retention.ms")).isNotEqualTo("5");
        assertThat(cluster.topic("u").config("retention.ms")).isEqualTo("6");
    }

    @Test
    void refusesAConfigThatIsNamedTwiceOrHasNoValue() {
        refused(
                topic("t", config(SET, "retention.ms", "5"), config(SET, "retention.ms", "6")),
                ErrorCode.INVALID_REQUEST,
                "Error due to duplicate config keys");
        refused(
                topic("t", config(SET, "retention.ms", null)),
                ErrorCode.INVALID_REQUEST,
                "Null value not supported for : retention.ms");
    }

    @Test
    void takesAwayWithoutAWordWhatIsNotThere() {
        assertThat(error(ask(topic("t", config(DELETE, "no.such.config", null)))))
                .isEqualTo(ErrorCode.NONE);
    }

    @Test
    void refusesAnotherBrokersConfigsAndTopicsWithoutAName() {
        refused(
                new Resource(BROKER, "7", List.of(config(SET, "retention.ms", "5"))),
                ErrorCode.INVALID_REQUEST,
                "Unexpected broker id, expected 1, but received 7");
        refused(
                topic("", config(SET, "retention.ms", "5")),
                ErrorCode.INVALID_REQUEST,
                "Default topic resources are not allowed.");
        refused(
                new Resource((byte) 99, "t", List.of(config(SET, "retention.ms", "5"))),
                ErrorCode.INVALID_REQUEST,
                "Unknown resource type 99");
    }

    @Test
    void fallsOverAnOperationThatNobodyKnows() {
        assertThat(error(ask(topic("t", config((byte) 9, "retention.ms", "5")))))
                .isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    @Test
    void leavesOutWhatTheScriptOmitsAndChangesIt() {
        cluster.next(ApiKey.INCREMENTAL_ALTER_CONFIGS).topic("t").afterApply().omit();

        assertThat(ask(topic("t", config(SET, "retention.ms", "5"))).responses())
                .isEmpty();
        assertThat(cluster.topic("t").config("retention.ms")).isEqualTo("5");
    }

    private void refused(Resource resource, ErrorCode error, String message) {
        IncrementalAlterConfigsResponse answer = ask(resource);

        assertThat(error(answer)).isEqualTo(error);
        assertThat(answer.responses().get(0).errorMessage()).isEqualTo(message);
    }

    private IncrementalAlterConfigsResponse ask(Resource... resources) {
        IncrementalAlterConfigsRequest request = new IncrementalAlterConfigsRequest(List.of(resources), false);
        return client.ask(ApiKey.INCREMENTAL_ALTER_CONFIGS, 1, request::write, IncrementalAlterConfigsResponse::read);
    }

    private static Resource topic(String name, Config... configs) {
        return new Resource(TOPIC, name, List.of(configs));
    }

    private static Config config(byte operation, String name, @Nullable String value) {
        return new Config(name, operation, value);
    }

    private static ErrorCode error(IncrementalAlterConfigsResponse answer) {
        return ErrorCode.of(answer.responses().get(0).errorCode());
    }
}
