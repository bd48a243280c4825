package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to the control port that wait, while others come. */
@Timeout(60)
class ControlWaitsTest {
    private static final String WAIT = "/requests?atLeast=1&timeout=60s";

    private final StubServer stub =
            StubCluster.builder().topic("orders", 1).recordRequests(true).start();
    private final List<Socket> waiting = new ArrayList<>();
    private ControlServer control;

    @BeforeEach
    void open() throws IOException {
        control = StubControl.open(stub, 0, Scenario.Installed.NOTHING);
    }

    @AfterEach
    void close() throws IOException {
        control.close();
        stub.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    @Test
    void requestsThatWaitHoldUpNoOthersAndEndWhenWhatTheyWaitForComes() throws Exception {
        assertThat(send("POST", "/faults", "{\"api\": \"produce\", \"hold\": true}")
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < 20; i++) {
            waitFor(WAIT);
            waitFor("/topics/orders/records?atLeast=1&timeout=60s");
            waitFor("/faults/1/wait?timeout=60s");
        }

        // Whatever order they are taken up in: all of them are long before the last of these.
        for (int i = 0; i < 50; i++) {
            assertThat(get("/seed").status()).isEqualTo(200);
        }
        assertThat(send("DELETE", "/faults/1", "").status()).isEqualTo(200);

        try (Socket anyRequest =
                new Socket("127.0.0.1", Integer.parseInt(stub.bootstrapServers().split(":")[1]))) {
            // ApiVersions 0, correlation id 7, no client id
            anyRequest.getOutputStream().write(new byte[] {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, -1, -1});
            assertThat(statusLine(waiting.get(0))).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void refusesToLetMoreWaitThanItHasThreadsForAndAnswersTheOthers() throws Exception {
        for (int i = 0; i < ControlServer.MAX_WAITING; i++) {
            waitFor(WAIT);
        }

        Reply further = get("/requests?atLeast=1&timeout=1ms");
        while (further.status() == 408) {
            further = get("/requests?atLeast=1&timeout=1ms");
        }

        assertThat(further.status()).isEqualTo(503);
        assertThat(further.body()).contains(ControlServer.MAX_WAITING + " requests wait already");
        assertThat(get("/requests").status()).isEqualTo(200);
    }

    private void waitFor(String path) throws IOException {
        URI uri = URI.create(control.url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        waiting.add(socket);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String statusLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }

    private Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    private Reply send(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(control.url() + path).toURL().openConnection();
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
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
