package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tester in another language does over the control port: look at topics and brokers, put records in, start over. */
@Timeout(60)
class TopicRoutesTest {
    private static final String SCENARIO = """
            {"topics": [{"name": "parcels"}],
             "faults": [{"api": "fetch", "omit": true}],
             "steps": [{"at": "1h", "kill": 1}]}
            """;

    private final StubServer stub = StubCluster.builder()
            .brokers(2)
            .racks("a", "b")
            .topic("orders", 2)
            .recordRequests(true)
            .start();
    private ControlServer control;

    @BeforeEach
    void open() throws IOException {
        control = StubControl.open(stub, new InetSocketAddress("127.0.0.1", 0), play(), this::play);
    }

    private Scenario.Installed play() {
        return Scenario.install("file", SCENARIO, stub.cluster());
    }

    @AfterEach
    void close() {
        control.close();
        stub.close();
    }

    @Test
    void showsTopicsAndBrokers() throws Exception {
        stub.cluster().broker(2).kill();

        assertThat(get("/topics"))
                .contains("{\"name\":\"orders\",\"id\":\""
                        + stub.cluster().topic("orders").id()
                        + "\",\"partitions\":[{\"partition\":0,\"leader\":1,\"isr\":[1],\"startOffset\":0,"
                        + "\"endOffset\":0,\"highWatermark\":0}")
                .contains("\"name\":\"parcels\"");
        assertThat(get("/topics/parcels")).startsWith("{\"name\":\"parcels\"").doesNotContain("orders");
        assertThat(get("/brokers"))
                .isEqualTo(
                        "[{\"id\":1,\"address\":\"" + stub.cluster().broker(1).hostPort()
                                + "\",\"rack\":\"a\",\"up\":true},{\"id\":2,\"address\":\""
                                + stub.cluster().broker(2).hostPort() + "\",\"rack\":\"b\",\"up\":false}]");
    }

    @Test
    void putsRecordsIntoATopicAndShowsThemWithTheirHeaders() throws Exception {
        Reply one = post(
                "/topics/orders/records",
                "{'partition':1,'key':'k','value':'v','timestamp':1700000000000,"
                        + "'headers':[{'name':'h','value':'ä'},{'name':'h','valueBase64':'/w=='},{'name':'n'}]}");
        Reply several =
                post("/topics/parcels/records", "{'records':[{'value':'a'},{'valueBase64':'YgA='},{'key':'gone'}]}");

        assertThat(one.status()).as(one.body()).isEqualTo(201);
        assertThat(one.body()).isEqualTo("[{\"partition\":1,\"offset\":0}]");
        assertThat(several.body()).contains("\"offset\":0", "\"offset\":1", "\"offset\":2");
        assertThat(get("/topics/orders/records?partition=1"))
                .contains(
                        "\"timestamp\":1700000000000,\"key\":\"k\",\"value\":\"v\"",
                        "\"headers\":[{\"name\":\"h\",\"value\":\"ä\",\"valueBase64\":\"w6Q=\"}",
                        "\"valueBase64\":\"/w==\"},{\"name\":\"n\",\"value\":null,\"valueBase64\":null}]");
        assertThat(get("/topics/parcels/records"))
                .contains("\"valueBase64\":\"YgA=\"", "\"key\":\"gone\",\"value\":null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            orders  | {'value':'v'}                                      | body.partition is missing
            orders  | {'value':'v','partition':2}                        | body.partition=2 is not one of 0..1
            parcels | {'value':'v','valueBase64':'dg=='}                 | body.valueBase64 and value are both there
            parcels | {'valueBase64':'?'}                                | body.valueBase64=? is not Base64
            parcels | {'valeu':'v'}                                      | body.valeu is not known; allowed: records, key
            parcels | {'value':7}                                        | body.value=7 is not a text
            parcels | {'value':'v','headers':[{'value':'v'}]}            | body.headers[0].name is missing
            parcels | {'value':'v','headers':{'h':'v'}}                  | is not an array
            parcels | {'value':'v','timestamp':-1}                       | body.timestamp=-1 is not allowed
            parcels | {'records':[{'value':'v'},{'vlue':'v'}]}           | body.records[1].vlue is not known
            parcels | {'records':[],'value':'v'}                         | body.value is not known
            letters | {'value':'v'}                                      | the topics are [orders, parcels]
            """)
    void refusesRecordsThatMakeNoSenseAndPutsNone(String topic, String body, String message) throws Exception {
        Reply refused = post("/topics/" + topic + "/records", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).startsWith("{\"error\":").contains(message);
        assertThat(stub.cluster().figures().records()).isZero();
    }

    @Test
    void startsOverWithTheTopicsAndTheScenarioOfTheStart() throws Exception {
        post("/topics/orders/records", "{'value':'old','partition':0}");
        post("/topics", "{'name':'extra'}");
        post("/faults", "{'api':'produce','reset':true}");
        post("/brokers/1/kill", "");

        assertThat(post("/reset", "").status()).isEqualTo(200);

        assertThat(stub.cluster().topics()).extracting(topic -> topic.name()).containsExactly("orders", "parcels");
        assertThat(stub.cluster().figures().records()).isZero();
        assertThat(get("/brokers")).doesNotContain("\"up\":false");
        assertThat(get("/faults")).isEqualTo("[{\"id\":3,\"hits\":0}]");
        assertThat(get("/steps")).contains("\"id\":2").doesNotContain("\"id\":1,");
        assertThat(stub.cluster().faults().size()).isEqualTo(1);
    }

    private String get(String path) throws IOException {
        return send("GET", path, "").body();
    }

    private Reply post(String path, String body) throws IOException {
        return send("POST", path, body.replace('\'', '"'));
    }

    private Reply send(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(control.url() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (!method.equals("GET")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private record Reply(int status, String body) {}
}
