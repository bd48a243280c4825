package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.ProducerException;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.BrokerVerb;
import dev.kurier.cli.stub.scenario.Scenario;
import dev.kurier.producer.Kurier;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control port over real HTTP, and its effect on a real producer. */
class StubControlTest {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final StubServer stub = StubCluster.builder()
            .brokers(2)
            .topic("orders", 1)
            .recordRequests(true)
            .start();
    private ControlServer control;

    @BeforeEach
    void open() throws IOException {
        Scenario.Installed installed =
                Scenario.install("file", "{\"faults\": [{\"api\": \"fetch\", \"omit\": true}]}", stub.cluster());
        control = StubControl.open(stub, 0, installed);
    }

    @AfterEach
    void close() {
        control.close();
        stub.close();
    }

    @Test
    void writesOnceWhatAScriptedFaultMadeTheProducerSendTwice() throws Exception {
        Reply added = send(
                "POST", "/faults", "{\"api\":\"produce\",\"times\":1,\"stage\":\"after-apply\",\"disconnect\":true}");

        produce("hello");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).contains("\"id\":2");
        assertThat(send("GET", "/faults/2", "").body()).contains("\"hits\":1");
        assertThat(send("GET", "/topics/orders/records", "").body())
                .containsOnlyOnce("\"value\":\"hello\"")
                .contains("\"valueBase64\":\"aGVsbG8=\"");
    }

    @Test
    void liesAfterTheEffectOnlyIfTheStageSaysSo() throws Exception {
        send("POST", "/faults", "{\"api\":\"produce\",\"times\":1,\"fail\":\"invalid-record\"}");
        assertThatThrownBy(() -> produce("refused")).isInstanceOf(ProducerException.class);
        send(
                "POST",
                "/faults",
                "{\"api\":\"produce\",\"times\":1,\"stage\":\"after-apply\",\"fail\":\"invalid-record\"}");
        assertThatThrownBy(() -> produce("written")).isInstanceOf(ProducerException.class);

        assertThat(send("GET", "/topics/orders/records", "").body())
                .contains("\"value\":\"written\"")
                .doesNotContain("refused");
    }

    @Test
    void answersToProduceOtherwiseThanItWent() throws Exception {
        String produce = "{\"api\":\"produce\",\"times\":1,";
        send("POST", "/faults", produce + "\"answer\":{\"baseOffset\":-1}}");
        send("POST", "/faults", produce + "\"dup\":true}");
        send("POST", "/faults", produce + "\"extra\":{\"topic\":\"orders\",\"partition\":7}}");

        produce("a");
        produce("b");
        produce("c");

        assertThat(send("GET", "/topics/orders/records", "").body())
                .contains("\"value\":\"a\"", "\"value\":\"b\"", "\"value\":\"c\"");
        assertThat(send("GET", "/faults/2", "").body()).contains("\"hits\":1");
        assertThat(send("GET", "/faults/3", "").body()).contains("\"hits\":1");
        assertThat(send("GET", "/faults/4", "").body()).contains("\"hits\":1");
    }

    @Test
    void answersWithAnErrorOnlyWhereARuleMatches() throws Exception {
        send("POST", "/faults", "{\"api\":\"PRODUCE\",\"topic\":\"other\",\"fail\":\"INVALID_RECORD\"}");

        produce("unharmed");

        assertThat(send("GET", "/faults", "").body()).contains("\"hits\":0").doesNotContain("\"hits\":1");
    }

    @Test
    void takesARuleOut() throws Exception {
        assertThat(send("DELETE", "/faults/1", "").status()).isEqualTo(200);

        assertThat(send("GET", "/faults", "").body()).isEqualTo("[]");
        assertThat(send("GET", "/faults/1", "").body()).contains("fault=1 is not known");
    }

    @Test
    void takesABrokerDownAndUpAgain() throws Exception {
        send("POST", "/brokers/1/kill", "");
        assertThat(stub.cluster().broker(1).isUp()).isFalse();
        assertThat(stub.cluster().partition("orders", 0).leader()).isEqualTo(2);

        send("POST", "/brokers/1/restart", "");
        send("POST", "/topics/orders/0/leader/1", "");

        assertThat(stub.cluster().broker(1).isUp()).isTrue();
        assertThat(stub.cluster().partition("orders", 0).leader()).isEqualTo(1);
    }

    @Test
    void narrowsWhichVersionsABrokerKnows() throws Exception {
        for (int broker = 1; broker <= 2; broker++) {
            Reply reply = send("POST", "/brokers/" + broker + "/versions", "{\"api\":\"produce\",\"min\":3,\"max\":8}");
            assertThat(reply.status()).isEqualTo(200);
        }

        produce("a");

        assertThat(send("GET", "/requests?api=produce", "").body())
                .contains("\"version\":8")
                .doesNotContain("\"version\":13");
        assertThat(send("POST", "/brokers/1/versions", "{\"api\":\"produce\",\"min\":3,\"max\":99}")
                        .body())
                .contains("versions=3..99 of PRODUCE");
        assertThat(send("POST", "/brokers/1/allVersions", "").status()).isEqualTo(200);
    }

    @Test
    void createsAndDeletesTopics() throws Exception {
        send("POST", "/topics", "{\"name\":\"parcels\",\"partitions\":3}");
        assertThat(stub.cluster().partition("parcels", 2).leader()).isPositive();

        assertThat(send("DELETE", "/topics/parcels", "").status()).isEqualTo(200);

        assertThat(send("GET", "/topics/parcels/records", "").body()).contains("topic=parcels does not exist");
    }

    @Test
    void refusesATopicThatCollides() throws Exception {
        send("POST", "/topics", "{\"name\":\"a.b\"}");

        assertThat(send("POST", "/topics", "{\"name\":\"a_b\"}").body()).contains("topic=a_b collides with topic=a.b");
        assertThatThrownBy(() -> Scenario.install("file", "{\"topics\": [{\"name\": \"a_b\"}]}", stub.cluster()))
                .hasMessageContaining("topic=a_b collides with topic=a.b");
    }

    @Test
    void waitsForTheRecordsOfATopicThatIsNotThereYet() throws Exception {
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return send("GET", "/topics/later/records?atLeast=1&timeout=20s", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        produce("later", "here");

        assertThat(waiting.get(20, TimeUnit.SECONDS).body()).contains("\"value\":\"here\"");
        Reply never = send("GET", "/topics/never/records?atLeast=1&timeout=0ms", "");
        assertThat(never.status()).isEqualTo(408);
        assertThat(never.body()).contains("topic=never (does not exist; the topics are [later, orders])");
    }

    @Test
    void listsWhatCanBeSaid() throws Exception {
        assertThat(send("GET", "/", "").body()).contains("POST /faults", "POST /brokers/{broker}/kill");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /faults             | {"api":"produce"}                          | 400 | does not say what goes wrong
            POST   | /faults             | {"fail":"INVALID_RECORD","omit":true}      | 400 | two things
            POST   | /faults             | {"disconnekt":true}                        | 400 | body.disconnekt is not known; allowed:
            POST   | /faults             | {"api":"prodouce","omit":true}             | 400 | body.api=prodouce is not known
            POST   | /faults             | {"disconnect":true,"times":0}              | 400 | body.times=0
            POST   | /faults             | {"disconnect":                             | 400 | not JSON
            POST   | /faults             | [1]                                        | 400 | not an object
            POST   | /brokers/9/kill     | {}                                         | 400 | broker=9
            POST   | /brokers/one/kill   | {}                                         | 400 | broker=one is not a whole number
            POST   | /topics             | {"partitions":2}                           | 400 | body.name is missing
            POST   | /topics             | {"name":"orders"}                          | 400 | topic=orders exists
            POST   | /topics             | {"name":"or_ders.x","partitions":10001}    | 400 | 1 to 10000
            POST   | /topics             | {"name":"a b"}                             | 400 | topic name='a b' is not 1 to 249 of
            POST   | /topics             | {"name":"a","partitions":0}                | 400 | body.partitions=0 is not allowed
            POST   | /steps              | {"createTopic":{"name":"orders"}}          | 400 | topic=orders exists
            GET    | /topics/no/records  | {}                                         | 400 | the topics are [orders]
            GET    | /topics/orders/records?partition=7 | {}                          | 400 | is not one of 0..0
            GET    | /faults/7           | {}                                         | 400 | fault=7 is not known
            PUT    | /faults             | {}                                         | 405 | PUT is not allowed on /faults; allowed: POST, GET, DELETE
            GET    | /nothing            | {}                                         | 404 | GET / lists what is
            """)
    void refusesWhatMakesNoSense(String method, String path, String body, int status, String message) throws Exception {
        Reply answer = send(method, path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\"", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'onCall':2,'reset':true",
                "'duringMs':100,'probability':0.5,'version':9,'topicId':'AAAAAAAAAAcAAAAAAAAACQ','observe':true",
                "'stage':'received','sequence':['not-leader-or-follower','ok']",
                "'stage':'replying','hold':true",
                "'blackhole':true",
                "'cutRequestAt':60,'then':'hold'",
                "'delayMs':{'uniform':{'minMs':1,'maxMs':2.5}}",
                "'delayMs':{'pareto':{'minMs':1,'shape':1.5},'maxMs':100}",
                "'latencyMs':{'normal':{'meanMs':5,'deviationMs':2}}",
                "'latencyMs':{'percentilesMs':{'50':5,'99.9':80}}",
                "'delayMs':{'exponential':{'meanMs':20}}",
                "'replyBase64':'AAAABAAAAAE='",
                "'applyLateMs':100",
                "'applyLateOutOfOrderMs':100",
                "'latencyMs':20",
                "'swapReply':true",
                "'stallReply':true",
                "'wrongCorrelationId':true",
                "'truncateReplyAt':7,'then':'reset'",
                "'corruptReplyAt':9",
                "'trickleBytes':5,'everyMs':10",
            })
    void takesEveryVerb(String rule) throws Exception {
        Reply added = send("POST", "/faults", "{'api':'fetch',".replace('\'', '"') + rule.replace('\'', '"') + "}");

        assertThat(added.status()).as(added.body()).isEqualTo(201);
    }

    @Test
    void holdsARequestUntilItIsReleased() throws Exception {
        send("POST", "/faults", "{\"api\":\"produce\",\"times\":1,\"hold\":true}");
        CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> produce("held"));

        assertThat(send("GET", "/faults/2/wait?hits=1&timeout=20s", "").body()).contains("\"hits\":1");
        assertThat(send("GET", "/topics/orders/records", "").body()).doesNotContain("held");
        assertThat(send("POST", "/faults/2/release", "").status()).isEqualTo(200);
        producing.get(15, TimeUnit.SECONDS); // before the producer gives up waiting and sends again

        assertThat(send("GET", "/topics/orders/records", "").body()).contains("held");
    }

    @Test
    void saysThatHitsDidNotComeInTime() throws Exception {
        Reply waited = send("GET", "/faults/1/wait?hits=3&timeout=0ms", "");

        assertThat(waited.status()).isEqualTo(408);
        assertThat(waited.body()).contains("not struck hits=3", "FETCH omit");
    }

    @Test
    void breaksABrokerAndTheWayToIt() throws Exception {
        for (BrokerVerb verb : BrokerVerb.values()) {
            assertThat(send("POST", "/brokers/1/" + verb.word(), "").status())
                    .as(verb.word())
                    .isEqualTo(200);
        }
        send("POST", "/brokers/1/freeDisk", "");
        send("POST", "/brokers/1/accept", "");
        assertThat(send("POST", "/brokers/1/link", "{\"roundTripMs\":5,\"bytesPerSecond\":100000}")
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", "/brokers/1/link", "").status()).isEqualTo(200);
        assertThat(send("POST", "/link", "{\"roundTripMs\":{\"uniform\":{\"minMs\":1,\"maxMs\":2}}}")
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", "/link", "").status()).isEqualTo(200);
        produce("after all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:%d",
                "Host: 127.0.0.1.evil.example:%d",
                "Host: ",
                "Host: 127.0.0.1:%d\r\nOrigin: http://evil.example",
                "Host: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:3000",
                "Host: evil.example\r\nOrigin: http://evil.example"
            })
    void refusesPagesOfOtherSites(String headers) throws Exception {
        URI url = URI.create(control.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "POST /brokers/1/kill HTTP/1.1\r\n" + String.format(headers, url.getPort())
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(stub.cluster().broker(1).isUp()).isTrue();
    }

    @Test
    void refusesAHugeBody() throws Exception {
        assertThat(send("POST", "/faults", " ".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    }

    @Test
    void doesAStepNowOrAtATime() throws Exception {
        assertThat(send("POST", "/steps", "{\"moveLeader\":{\"topic\":\"orders\",\"partition\":0,\"broker\":2}}")
                        .status())
                .isEqualTo(200);
        assertThat(stub.cluster().partition("orders", 0).leader()).isEqualTo(2);

        Reply planned = send("POST", "/steps", "{\"at\":\"1h\",\"kill\":1}");
        assertThat(planned.status()).isEqualTo(201);
        assertThat(planned.body()).contains("\"id\":1");
        assertThat(send("GET", "/steps", "").body()).contains("\"runs\":0", "\"over\":false", "at kill of body");
        assertThat(send("DELETE", "/steps/1", "").status()).isEqualTo(200);
        assertThat(send("GET", "/steps", "").body()).isEqualTo("[]");
    }

    @Test
    void saysThatAStepCanNotBeDone() throws Exception {
        String impossible = "\"moveLeader\":{\"topic\":\"orders\",\"partition\":0,\"broker\":7}}";

        assertThat(send("POST", "/steps", "{" + impossible).body()).contains("broker=7 can't lead");
        send("POST", "/steps", "{\"at\":\"0s\"," + impossible);
        stub.cluster().timeline().at(Duration.ZERO, "behind it", () -> {}).awaitRuns(1, WAIT);

        assertThat(send("GET", "/steps", "").body()).contains("\"runs\":1", "broker=7 can't lead");
    }

    @Test
    void movesAVirtualClockAndItsSteps() throws Exception {
        try (StubServer still = StubCluster.builder().brokers(2).virtualClock().start();
                ControlServer port = StubControl.open(still, 0, Scenario.Installed.NOTHING)) {
            send(port, "POST", "/steps", "{\"at\":\"45s\",\"kill\":2}");

            send(port, "POST", "/clock/advance", "{\"time\":\"44s\"}");
            assertThat(still.cluster().broker(2).isUp()).isTrue();
            assertThat(send(port, "POST", "/clock/advance", "{\"time\":\"1s\"}").body())
                    .contains("\"ms\":45000");
            assertThat(still.cluster().broker(2).isUp()).isFalse();
        }
        assertThat(send("GET", "/clock", "").body()).isEqualTo("{\"virtual\":false}");
        assertThat(send("POST", "/clock/advance", "{\"time\":\"1s\"}").body()).contains("--virtual-clock");
    }

    @Test
    void takesOutAStepThatHadYetToCome() throws Exception {
        try (StubServer still = StubCluster.builder().brokers(2).virtualClock().start()) {
            String steps = "{\"steps\": [{\"at\": \"5s\", \"kill\": 1}, {\"at\": \"5s\", \"kill\": 2}]}";
            try (ControlServer port = StubControl.open(still, 0, Scenario.install("file", steps, still.cluster()))) {
                assertThat(send(port, "GET", "/steps", "").body()).contains("\"id\":1", "\"id\":2", "kill of file");
                assertThat(send(port, "DELETE", "/steps/1", "").status()).isEqualTo(200);

                send(port, "POST", "/clock/advance", "{\"time\":\"5s\"}");

                assertThat(still.cluster().broker(1).isUp()).isTrue();
                assertThat(still.cluster().broker(2).isUp()).isFalse();
            }
        }
    }

    @Test
    void showsTheRequestsThatAreAskedFor() throws Exception {
        produce("looked at");

        Reply produced = send("GET", "/requests?api=produce&broker=1&atLeast=1&timeout=5s", "");
        assertThat(produced.status()).isEqualTo(200);
        assertThat(produced.body())
                .contains("\"api\":\"PRODUCE\"", "\"records\":1", "\"baseSequence\":", "\"clientId\":")
                .doesNotContain("METADATA");
        assertThat(send("GET", "/requests?api=produce&broker=2", "").body()).isEqualTo("[]");
        assertThat(send("GET", "/requests?version=99", "").body()).isEqualTo("[]");
        assertThat(send("GET", "/requests?clientId=nobody", "").body()).isEqualTo("[]");
        assertThat(send("GET", "/requests?api=produce&broker=2&atLeast=1&timeout=0ms", "")
                        .status())
                .as("none of those that are asked for")
                .isEqualTo(408);
        assertThat(send("GET", "/requests?limit=100001", "").body()).contains("limit=100001 is not allowed");
        assertThat(send("GET", "/requests?limit=1", "").body()).containsOnlyOnce("\"apiKey\"");
        assertThat(send("GET", "/requests?atLeast=10000&timeout=0ms", "").status())
                .isEqualTo(408);
        assertThat(send("GET", "/requests?limit=0", "").body()).contains("limit=0 is not allowed: 1 to 100000");
        assertThat(send("GET", "/requests?apy=fetch", "").body()).contains("apy=fetch is not known; allowed: api, ");
        assertThat(send("GET", "/requests?api=fitch", "").body()).contains("api=fitch is not known");
    }

    @Test
    void waitsForRecords() throws Exception {
        CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> produce("awaited"));

        assertThat(send("GET", "/topics/orders/records?partition=0&atLeast=1&timeout=20s", "")
                        .body())
                .contains("\"value\":\"awaited\"");
        producing.join();
        assertThat(send("GET", "/topics/orders/records?atLeast=2&timeout=0ms", "")
                        .status())
                .isEqualTo(408);
    }

    @Test
    void countsInTheFormatOfPrometheus() throws Exception {
        produce("counted");
        stub.cluster().broker(2).kill();

        String page = send("GET", "/metrics", "").body();

        assertThat(page.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("kurier_stub_[a-z_]+(\\{([a-z]+=\"[^\"]+\",?)+})? -?\\d+"));
        assertThat(page)
                .contains("# TYPE kurier_stub_requests_total counter\n")
                .contains("kurier_stub_requests_total{api=\"produce\"} 1\n")
                .contains("kurier_stub_brokers_up 1\n")
                .contains("kurier_stub_records{topic=\"orders\",partition=\"0\"} 1\n")
                .containsPattern("kurier_stub_received_bytes_total [1-9]");
    }

    @Test
    void showsWhomTheStubHungUpOnAndWhy() throws Exception {
        String port = stub.bootstrapServers().split(",")[0].split(":")[1];
        try (Socket browser = new Socket("127.0.0.1", Integer.parseInt(port))) {
            browser.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(browser.getInputStream().read()).isEqualTo(-1);

            assertThat(send("GET", "/hang-ups?limit=5", "").body())
                    .contains("\"client\":\"127.0.0.1:" + browser.getLocalPort() + "\"")
                    .contains("\"broker\":1")
                    .contains("\"cause\":\"http\"")
                    .contains("\"request\":null")
                    .contains("\"reason\":\"an HTTP request; this port speaks Kafka's protocol\"");
        }
        assertThat(send("GET", "/metrics", "").body())
                .contains("kurier_stub_hang_ups_total{cause=\"http\"} 1\n")
                .contains("kurier_stub_hang_ups_total{cause=\"tls\"} 0\n");
    }

    @Test
    void clearsTheScriptAndShowsItsSeed() throws Exception {
        stub.cluster().every(ApiKey.FETCH).observe();

        send("DELETE", "/faults", "");

        assertThat(stub.cluster().faults().size()).isZero();
        assertThat(send("GET", "/faults", "").body()).isEqualTo("[]");
        assertThat(send("GET", "/seed", "").body()).isEqualTo("{\"seed\":1}");
    }

    @Test
    void logsItsOwnFailuresAndAnswersThemWith500() throws Exception {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler keeping = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ControlServer.class.getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(keeping);
        Route broken = new Route("GET", "/broken", "fails", request -> {
            throw new UnsupportedOperationException("a mistake of the stub");
        });
        try (ControlServer port =
                ControlServer.start(new InetSocketAddress("127.0.0.1", 0), Set.of(), List.of(broken))) {
            Reply answer = send(port, "GET", "/broken", "");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("a mistake of the stub");
            assertThat(logged).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).isEqualTo("GET /broken failed");
                assertThat(record.getThrown()).hasMessage("a mistake of the stub");
            });
        } finally {
            logger.removeHandler(keeping);
            logger.setUseParentHandlers(true);
        }
    }

    private void produce(String value) {
        produce("orders", value);
    }

    private void produce(String topic, String value) {
        try (Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                .serializers("string", "string")
                .build()) {
            producer.send(ProducerRecord.of(topic, value)).join();
        }
    }

    private Reply send(String method, String path, String body) throws IOException {
        return send(control, method, path, body);
    }

    private static Reply send(ControlServer port, String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(port.url() + path).toURL().openConnection();
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
