package dev.kurier.integrationtests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kurier stub} as other languages use it: a process, a scenario file, HTTP; the client is Kafka's own producer. */
@Timeout(240)
class ScriptedStubTest {
    private static final Pattern VALUE = Pattern.compile("\"value\":\"(record-\\d+)\"");
    private static final int RECORDS_PER_ROUND = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private String control = "";

    @Test
    void kafkasProducerSurvivesBrokersThatDieAndComeBackByAScript(@TempDir Path directory) throws Exception {
        Path scenario = Files.writeString(directory.resolve("rolling.json"), """
                {"seed": 11,
                 "topics": [{"name": "orders", "partitions": 3}],
                 "faults": [
                   {"api": "produce", "times": 2, "stage": "after-apply", "disconnect": true},
                   {"api": "produce", "skip": 3, "times": 1, "cutRequestAt": 90, "then": "reset"},
                   {"api": "produce", "delayMs": {"exponential": {"meanMs": 1}, "maxMs": 20}}
                 ],
                 "steps": [
                   {"at": "5s", "kill": 2},
                   {"at": "10s", "restart": 2},
                   {"at": "15s", "kill": [1, 3]},
                   {"at": "20s", "restart": [1, 3]}
                 ]}
                """);
        Process stub = start(
                "stub", "--port=0", "--brokers=3", "--control-port=0", "--virtual-clock", "--scenario=" + scenario);
        try (BufferedReader told = reader(stub.getErrorStream())) {
            String brokers = reader(stub.getInputStream()).readLine();
            control = told.readLine().replace("control: ", "");
            assertThat(told.readLine()).isEqualTo("seed: 11");

            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            brokers,
                            "acks",
                            "all",
                            "retry.backoff.ms",
                            10,
                            "reconnect.backoff.ms",
                            10),
                    new StringSerializer(),
                    new StringSerializer())) {
                for (int round = 0; round < 5; round++) {
                    produceARound(producer);
                    post("/clock/advance", "{\"time\": \"5s\"}");
                }
                produceARound(producer);
                flushWhileTimePasses(producer);
            }

            for (Future<RecordMetadata> record : sent) {
                assertThat(record.get(20, TimeUnit.SECONDS).offset()).isNotNegative();
            }
            assertThat(valuesInTheLog())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, sent.size())
                            .mapToObj(i -> "record-" + i)
                            .toList());
            assertThat(get("/steps")).doesNotContain("\"runs\":0");
            assertThat(get("/faults")).contains("{\"id\":1,\"hits\":2}").contains("{\"id\":2,\"hits\":1}");
            assertThat(get("/requests?api=produce&limit=1")).contains("\"api\":\"PRODUCE\"");
            assertThat(get("/metrics")).contains("kurier_stub_brokers_up 3\n");
        } finally {
            stub.destroy();
            assertThat(stub.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void produceARound(KafkaProducer<String, String> producer) {
        for (int i = 0; i < RECORDS_PER_ROUND; i++) {
            int number = sent.size();
            sent.add(producer.send(new ProducerRecord<>("orders", number % 3, null, "record-" + number)));
        }
    }

    /** Delays of the stub go by its clock, which stands still. */
    private void flushWhileTimePasses(KafkaProducer<String, String> producer) throws Exception {
        Thread flush = new Thread(producer::flush, "flush");
        flush.setDaemon(true);
        flush.start();
        while (flush.isAlive()) {
            post("/clock/advance", "{\"time\": \"20ms\"}");
            flush.join(5);
        }
    }

    private List<String> valuesInTheLog() throws Exception {
        return VALUE.matcher(get("/topics/orders/records?limit=10000"))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(URI.create(control + path)).build());
    }

    private void post(String path, String json) throws Exception {
        answer(HttpRequest.newBuilder(URI.create(control + path))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private String answer(HttpRequest request) throws Exception {
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }

    private static Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kurier.cli.Main"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).start();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
