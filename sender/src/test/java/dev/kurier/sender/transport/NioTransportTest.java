package dev.kurier.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moves bytes over real loopback sockets, on one thread. */
@Timeout(60)
class NioTransportTest {
    private static final int SMALL_BYTES = 8 * 1024;
    private static final int LARGE_BYTES = 2 * 1024 * 1024;

    @Test
    void givesSocketsTheBuffersOfTheSettings() throws IOException {
        long small = takenWhileNobodyReads(SMALL_BYTES);
        long large = takenWhileNobodyReads(LARGE_BYTES);

        assertThat(small).isLessThan(LARGE_BYTES / 4);
        assertThat(large).as("more fits into a larger send buffer").isGreaterThan(small * 2);
    }

    @Test
    void carriesBytesBothWaysAndTellsTheEnd() throws IOException {
        try (ServerSocketChannel server = listen(LARGE_BYTES);
                NioTransport transport = new NioTransport(-1, -1)) {
            TransportChannel channel = connected(transport, server);
            try (SocketChannel peer = server.accept()) {
                channel.write(
                        new ByteBuffer[] {ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})}, 0, 2);
                ByteBuffer atPeer = ByteBuffer.allocate(3);
                while (atPeer.hasRemaining()) {
                    peer.read(atPeer);
                }
                assertThat(atPeer.array()).containsExactly(1, 2, 3);

                peer.write(ByteBuffer.wrap(new byte[] {9}));
                ByteBuffer here = ByteBuffer.allocate(8);
                await(transport, channel);
                assertThat(channel.read(here)).isEqualTo(1);
            }
            await(transport, channel);
            assertThat(channel.read(ByteBuffer.allocate(8))).isEqualTo(-1);
            channel.close();
        }
    }

    @Test
    void tellsThatAConnectionWasRefused() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (NioTransport transport = new NioTransport(-1, -1)) {
            TransportChannel channel = transport.open(nobody);
            IOException refusal = null;
            while (refusal == null) {
                transport.poll(TimeUnit.SECONDS.toNanos(10));
                try {
                    assertThat(channel.finishConnect()).isFalse();
                } catch (IOException e) {
                    refusal = e;
                }
            }
            assertThat(refusal).hasMessageContaining("refused");
        }
    }

    @Test
    void isWokenFromItsWait() {
        try (NioTransport transport = new NioTransport(-1, -1)) {
            transport.wakeup();

            transport.poll(TimeUnit.HOURS.toNanos(1));
        }
    }

    /** How many bytes a socket takes until the peer, which reads nothing, has to. */
    private static long takenWhileNobodyReads(int sendBufferBytes) throws IOException {
        try (ServerSocketChannel server = listen(SMALL_BYTES);
                NioTransport transport = new NioTransport(sendBufferBytes, SMALL_BYTES)) {
            TransportChannel channel = connected(transport, server);
            ByteBuffer[] bytes = {ByteBuffer.allocate(64 * 1024)};
            long taken = 0;
            for (int stalls = 0; stalls < 5; ) {
                bytes[0].clear();
                taken += channel.write(bytes, 0, 1);
                if (!channel.isWritable()) {
                    transport.poll(TimeUnit.MILLISECONDS.toNanos(20));
                    stalls++;
                }
            }
            channel.close();
            return taken;
        }
    }

    private static ServerSocketChannel listen(int receiveBufferBytes) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
        return server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static TransportChannel connected(NioTransport transport, ServerSocketChannel server) throws IOException {
        TransportChannel channel = transport.open((InetSocketAddress) server.getLocalAddress());
        while (!channel.finishConnect()) {
            transport.poll(TimeUnit.SECONDS.toNanos(10));
        }
        return channel;
    }

    private static void await(NioTransport transport, TransportChannel channel) {
        while (!channel.isReadable()) {
            transport.poll(TimeUnit.SECONDS.toNanos(10));
        }
    }
}
