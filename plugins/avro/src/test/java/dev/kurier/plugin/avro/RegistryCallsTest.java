package dev.kurier.plugin.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kurier.api.error.InterruptException;
import dev.kurier.plugin.avro.registry.RegistryException;
import dev.kurier.plugin.avro.stub.SchemaRegistryStub;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at what happens when the registry fails, refuses, or says nothing. */
@Timeout(60)
class RegistryCallsTest {
    private final SchemaRegistryStub registry = SchemaRegistryStub.start();
    private final SchemaRegistryStub second = SchemaRegistryStub.start();
    private final FakeTime time = new FakeTime();

    @AfterEach
    void close() {
        registry.close();
        second.close();
    }

    @Test
    void goesOnToTheNextInstanceWhenOneIsDownAndStaysThere() throws Exception {
        Wire wire = Wire.of(closedUrl() + "/, " + second.url() + "/");

        wire.bytes("t", "x");
        wire.bytes("t", 1);

        assertThat(second.requests())
                .extracting(SchemaRegistryStub.Request::path)
                .containsExactly("/subjects/t-value/versions", "/subjects/t-value/versions");
    }

    @Test
    void goesOnToTheNextInstanceAtAServerErrorAndComesBackWhenThatFails() {
        registry.failNext(1, 500);
        Wire wire = Wire.of(registry.url() + "," + second.url(), "retries", "0");

        wire.bytes("t", "x");
        second.failAlways(503);
        wire.bytes("t", 1);

        assertThat(registry.requests()).hasSize(2);
        assertThat(second.requests()).hasSize(2);
        assertThat(registry.subjects()).hasSize(1);
    }

    @Test
    void triesAgainAfterPausesThatDoubleAndThenSaysWhatHappened() {
        registry.failAlways(502);
        Wire wire = wire("retries", "3", "retry.backoff.ms", "100");

        assertThatThrownBy(() -> wire.bytes("t", "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("no schema registry answered registering a schema under subject=t-value: 4 tries at"
                        + " schema.registry.url=[" + registry.url()
                        + "] within timeout.ms=15000 failed, the last one at "
                        + registry.url() + " answered status=502. Check the URL and the network; the same record may be"
                        + " sent again.");
        assertThat(time.pausesMs).containsExactly(100L, 200L, 400L);
    }

    @Test
    void pausesNoLongerThanItsTimeout() {
        registry.failAlways(502);
        Wire wire = wire("retries", "1000", "retry.backoff.ms", "100", "timeout.ms", "1000");

        assertThatThrownBy(() -> wire.bytes("t", "x")).hasMessageContaining("within timeout.ms=1000");
        assertThat(time.pausesMs).containsExactly(100L, 200L, 400L, 299L + 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 40101, basic.auth.user.info or bearer.auth.token",
        "403, 40301, Let the account read and write this subject",
        "404, 40401, auto.register.schemas=true",
        "409, 409, compatible with its earlier versions",
        "422, 42201, Correct the schema or the subject",
        "302, 302, where it redirects to",
        "418, 418, registry's log"
    })
    void doesNotRetryARefusalAndSaysWhatToDo(int status, int errorCode, String advice) {
        registry.refuseNext(status, errorCode, "because\nof this");
        Wire wire = Wire.of(registry.url() + "," + second.url());

        assertThatThrownBy(() -> wire.bytes("t", "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll(
                        "subject=t-value",
                        "status=" + status + " error_code=" + errorCode + " (because of this)",
                        advice)
                .satisfies(e -> {
                    assertThat(((RegistryException) e).status()).isEqualTo(status);
                    assertThat(((RegistryException) e).errorCode()).isEqualTo(errorCode);
                });
        assertThat(registry.requests()).hasSize(1);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void namesAnIncompatibleSchemasSubjectAndAsksAgainForTheNextRecord() {
        registry.register("t-value", Schemas.ORDER);
        registry.refuseNewVersions("t-value");
        Wire wire = Wire.of(registry.url());

        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> wire.bytes("t", "x")).hasMessageContaining("incompatible with an earlier schema");
            assertThat(registry.requests()).hasSize(i);
        }
        assertThat(wire.bytes("t", Schemas.order("x", 1))).isNotEmpty();
    }

    @Test
    void survivesAnAnswerThatIsNoJson() {
        registry.failNext(1, 404);
        registry.failNext(1, 200);
        Wire wire = Wire.of(registry.url());

        assertThatThrownBy(() -> wire.bytes("t", "x")).hasMessageContaining("status=404. ");
        assertThatThrownBy(() -> wire.bytes("t", "x"))
                .hasMessageContaining("are not the JSON of an Avro schema with its id");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsNoLongerThanItsTimeoutForAnAnswerThatNeverEnds(boolean torn) {
        if (torn) {
            registry.tearAlways();
        } else {
            registry.hangAlways();
        }
        Wire wire = Wire.of(registry.url(), "request.timeout.ms", "60", "timeout.ms", "200", "retry.backoff.ms", "1");
        long beganNs = System.nanoTime();

        assertThatThrownBy(() -> wire.bytes("t", "x"))
                .hasMessageContainingAll("within timeout.ms=200", "the last one at " + registry.url());

        assertThat(System.nanoTime() - beganNs).isBetween(60_000_000L, 5_000_000_000L);
    }

    @Test
    void endsWhenInterruptedAndStaysInterrupted() {
        registry.hangAlways();
        Wire wire = Wire.of(registry.url());
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> wire.bytes("t", "x"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown)
                .isInstanceOf(InterruptException.class)
                .hasMessageStartingWith("interrupted while registering");
    }

    @Test
    void asksNothingMoreAfterItWasClosed() {
        Wire wire = Wire.of(registry.url());
        wire.bytes("t", "x");
        wire.close();

        assertThatThrownBy(() -> wire.bytes("t", 1)).hasMessageContaining("the producer was closed");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void sendsNameAndPasswordAndNeverShowsThem() {
        String header = "Basic " + Base64.getEncoder().encodeToString("jörg:pa:ss".getBytes(StandardCharsets.UTF_8));
        registry.requireAuthorization(header);

        Wire.of(registry.url(), "basic.auth.user.info", "jörg:pa:ss").bytes("t", "x");
        Throwable refused = catchThrowable(() ->
                Wire.of(registry.url(), "basic.auth.user.info", "jörg:wr0ng").bytes("t", "x"));
        Throwable malformed = catchThrowable(() -> Wire.of(registry.url(), "basic.auth.user.info", "wr0ng"));

        assertThat(registry.requests().get(0).authorization()).isEqualTo(header);
        assertThat(all(refused)).contains("status=401 error_code=401").doesNotContain("wr0ng", "anLDtn", "jörg");
        assertThat(all(malformed)).contains("must be written name:password").doesNotContain("wr0ng", "0ng");
    }

    @Test
    void sendsATokenAndNeverShowsIt() {
        registry.requireAuthorization("Bearer t0k-en");

        Wire.of(registry.url(), "bearer.auth.token", "t0k-en").bytes("t", "x");
        Throwable refused = catchThrowable(
                () -> Wire.of(registry.url(), "bearer.auth.token", "wr0ng").bytes("t", "x"));
        Throwable malformed = catchThrowable(() -> Wire.of(registry.url(), "bearer.auth.token", "wr0ng\nX: y"));
        Throwable both = catchThrowable(
                () -> Wire.of(registry.url(), "bearer.auth.token", "wr0ng", "basic.auth.user.info", "a:wr0ng"));

        assertThat(all(refused)).contains("status=401").doesNotContain("wr0ng", "0ng");
        assertThat(all(malformed)).contains("visible ASCII letters").doesNotContain("wr0ng", "0ng");
        assertThat(all(both)).contains("are both given").doesNotContain("wr0ng", "0ng");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:wr0ng@host:1",
                "http://host:1,https://wr0ng@host:2/x",
                "http://me:wr/0ng@host:1",
                "me:wr0ng@host:1",
                "http://me:wr0ng,too@host:1",
                "http://host:1?key=wr0ng"
            })
    void refusesCredentialsInAUrlWithoutShowingThem(String url) {
        assertThat(all(catchThrowable(() -> Wire.of(url))))
                .contains("basic.auth.user.info")
                .doesNotContain("wr0ng", "0ng");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:8081", "ftp://host", "http://", "ht tp://x"})
    void refusesWhatIsNoUrl(String url) {
        assertThatThrownBy(() -> Wire.of(url))
                .hasMessageContainingAll("schema.registry.url=" + url, "http://host:8081");
    }

    @Test
    void refusesToStartWithoutAUrl() {
        assertThatThrownBy(() -> Wire.of(" , ")).hasMessageContaining("schema.registry.url is empty");
    }

    private Wire wire(String... settings) {
        return new Wire(false, time, Wire.map(registry.url(), settings));
    }

    private static String closedUrl() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static String all(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
