package dev.kurier.integrationtests.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What measures producers in trouble must cause the trouble that it says. */
@Timeout(30)
class FaultyLinkTest {
    private static final int SILENCE_MS = 200;

    private ServerSocket broker;
    private FaultyLink link;

    @BeforeEach
    void open() throws IOException {
        broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        link = FaultyLink.to(broker.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        broker.close();
    }

    @Test
    void forwardsBothWays() throws IOException {
        try (Socket client = connect();
                Socket served = broker.accept()) {
            client.getOutputStream().write(7);
            assertThat(served.getInputStream().read()).isEqualTo(7);
            served.getOutputStream().write(9);
            assertThat(client.getInputStream().read()).isEqualTo(9);
        }
    }

    @Test
    void holdsBytesBackWhileDroppingAndDeliversThemAfterwards() throws IOException {
        try (Socket client = connect();
                Socket served = broker.accept()) {
            link.drop();
            client.getOutputStream().write(7);
            served.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            served.setSoTimeout(0);
            link.pass();
            assertThat(served.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void takesNewConnectionsWhileDroppingButLeavesThemMute() throws IOException {
        link.drop();
        try (Socket client = connect()) {
            client.getOutputStream().write(7);
            broker.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> broker.accept()).isInstanceOf(SocketTimeoutException.class);

            broker.setSoTimeout(0);
            link.pass();
            try (Socket served = broker.accept()) {
                assertThat(served.getInputStream().read()).isEqualTo(7);
            }
        }
    }

    @Test
    void resetsOpenAndNewConnectionsWhileCut() throws IOException {
        try (Socket client = connect();
                Socket served = broker.accept()) {
            link.cut();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(IOException.class);
        }
        try (Socket late = connect()) {
            assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void forwardsNewConnectionsAfterAReset() throws IOException {
        try (Socket client = connect();
                Socket served = broker.accept()) {
            link.resetAll();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(IOException.class);
        }
        try (Socket client = connect();
                Socket served = broker.accept()) {
            client.getOutputStream().write(7);
            assertThat(served.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void delaysEachChunkWhileSlow() throws IOException {
        try (Socket client = connect();
                Socket served = broker.accept()) {
            link.slow(1_000);
            client.getOutputStream().write(7);
            served.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            served.setSoTimeout(0);
            assertThat(served.getInputStream().read()).isEqualTo(7);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }
}
