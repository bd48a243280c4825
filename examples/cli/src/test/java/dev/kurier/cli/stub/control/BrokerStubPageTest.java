package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import dev.kurier.cli.stub.scenario.Steps;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the page about the stub to what the stub does. */
class BrokerStubPageTest {
    private final String page = read();

    @Test
    void scenarioOfThePageIsOne() {
        String json = page.substring(page.indexOf("```json") + 7);
        StubCluster cluster = StubCluster.builder().brokers(2).build();

        assertThat(Scenario.install("page", json.substring(0, json.indexOf("```")), cluster)
                        .faults())
                .hasSize(3);
    }

    @Test
    void everyActionIsOnThePage() {
        StubCluster cluster = StubCluster.builder().build();

        assertThatThrownBy(() -> Scenario.install("page", "{\"faults\": [{}]}", cluster))
                .satisfies(refusal -> assertThat(refusal.getMessage()
                                .replaceAll(".*One of: ", "")
                                .replaceAll(" \\(line.*", "")
                                .split(", "))
                        .hasSize(25)
                        .allSatisfy(action -> assertThat(page).contains("| `" + action)));
    }

    @Test
    void everyStepIsOnThePage() {
        assertThat(Steps.words())
                .hasSizeGreaterThan(30)
                .allSatisfy(step -> assertThat(page).containsPattern("\\| (`\\w+`, )?`" + step + "`"));
    }

    @Test
    void everyFieldThatARuleOrAStepTakesIsOnThePage() {
        StubCluster cluster = StubCluster.builder().build();
        for (String part : List.of(
                "{\"x\": 1}",
                "{\"faults\": [{\"omit\": true, \"x\": 1}]}",
                "{\"steps\": [{\"clearFaults\": true, \"x\": 1}]}")) {
            assertThatThrownBy(() -> Scenario.install("page", part, cluster))
                    .satisfies(refusal -> assertThat(refusal.getMessage()
                                    .replaceAll(".*allowed: ", "")
                                    .replaceAll("(; did you mean|\\(line).*", "")
                                    .strip()
                                    .split(", "))
                            .hasSizeGreaterThan(3)
                            .allSatisfy(field -> assertThat(page).contains("`" + field + "`")));
        }
    }

    @Test
    void everyRequestOfTheControlPortIsOnThePage() throws IOException {
        try (StubServer stub = StubCluster.builder().start();
                ControlServer control = StubControl.open(stub, 0, Scenario.Installed.NOTHING)) {
            String listed = new String(
                    URI.create(control.url() + "/").toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);

            List<String> requests = JsonMapper.builder().build().readTree(listed).findValues("request").stream()
                    .map(JsonNode::asString)
                    .toList();
            assertThat(requests)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(request -> assertThat(page).contains("`" + request + "`"));
        }
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../../docs/broker-stub.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/broker-stub.md can't be read", e);
        }
    }
}
