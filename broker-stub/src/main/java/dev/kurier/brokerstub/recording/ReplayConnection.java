package dev.kurier.brokerstub.recording;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Is one connection to the cluster that a recording is replayed against. */
final class ReplayConnection implements AutoCloseable {
    private static final int MAX_FRAME_BYTES = 256 << 20;
    private static final int PIECE_BYTES = 1 << 20;

    private final Socket socket = new Socket();

    ReplayConnection(InetSocketAddress address, int timeoutMs) throws IOException {
        try {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "no connection to " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    void send(ByteBuffer frame) throws IOException {
        byte[] bytes = new byte[Integer.BYTES + frame.remaining()];
        ByteBuffer.wrap(bytes).putInt(frame.remaining()).put(frame.duplicate());
        socket.getOutputStream().write(bytes);
    }

    /**
     * Waits for a frame, and returns its header and body.
     *
     * @throws java.io.EOFException if the other side has closed the connection
     * @throws java.net.SocketTimeoutException if nothing comes in time
     */
    ByteBuffer receive() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int size = in.readInt();
        if (size < 0 || size > MAX_FRAME_BYTES) {
            throw new IOException("an answer of size=" + size + " is none");
        }
        byte[] bytes = new byte[Math.min(size, PIECE_BYTES)];
        int filled = 0;
        while (filled < size) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(size, 2 * filled));
            }
            in.readFully(bytes, filled, bytes.length - filled);
            filled = bytes.length;
        }
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    /** Says that nothing more is sent: the other side answers what it has, and closes. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
