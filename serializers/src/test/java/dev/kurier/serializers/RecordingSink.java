package dev.kurier.serializers;

import dev.kurier.api.spi.BytesSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keeps what a serializer puts, as one array. */
final class RecordingSink implements BytesSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] adopted;

    byte[] bytes() {
        return adopted != null ? adopted : bytes.toByteArray();
    }

    @Override
    public void put(byte b) {
        bytes.write(b);
    }

    @Override
    public void put(byte[] source, int offset, int length) {
        bytes.write(source, offset, length);
    }

    @Override
    public void putShort(short value) {
        bytes.writeBytes(ByteBuffer.allocate(2).putShort(value).array());
    }

    @Override
    public void putInt(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    @Override
    public void putLong(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
    }

    @Override
    public void putUtf8(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void put(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.duplicate().get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public void adopt(byte[] whole) {
        adopted = whole;
    }
}
