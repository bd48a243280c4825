package dev.kurier.testkit.check;

import dev.kurier.api.spi.BytesSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes a sample's bytes, and holds the serializer to the rules of a sink. For the thread that made it. */
final class SampleSink implements BytesSink {
    private final Thread owner = Thread.currentThread();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte @Nullable [] adopted;
    private byte @Nullable [] copyOfAdopted;
    private @Nullable String fault;
    private boolean ended;

    @Override
    public void put(byte b) {
        requireOpen();
        bytes.write(b);
    }

    @Override
    public void put(byte[] source, int offset, int length) {
        requireOpen();
        bytes.write(source, offset, length);
    }

    @Override
    public void putShort(short value) {
        put(ByteBuffer.allocate(Short.BYTES).putShort(value).array());
    }

    @Override
    public void putInt(int value) {
        put(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    @Override
    public void putLong(long value) {
        put(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    @Override
    public void putUtf8(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void put(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.duplicate().get(copy);
        put(copy);
    }

    @Override
    public void adopt(byte[] whole) {
        requireOpen();
        if (bytes.size() > 0) {
            fail("adopt() was called after put: it hands over the whole result");
        }
        adopted = whole;
        copyOfAdopted = whole.clone();
    }

    private void requireOpen() {
        if (ended) {
            fail("the sink was used after serialize() had returned: it is valid during the call only");
        }
        if (Thread.currentThread() != owner) {
            fail("the sink was used on another thread than serialize() was called on");
        }
        if (adopted != null) {
            fail("the sink was used after adopt(), which had handed over the whole result");
        }
    }

    /** Remembers the first fault as well: the serializer may catch what is thrown. */
    private void fail(String words) {
        if (fault == null) {
            fault = words;
        }
        throw new IllegalStateException(words);
    }

    /** Ends the call. */
    void end() {
        ended = true;
        requireNoFault();
    }

    /** Throws if a rule was broken, be it since the end of the call. */
    void requireNoFault() {
        if (fault != null) {
            throw new ContractViolation(fault);
        }
    }

    /** Throws if an adopted array has changed since. */
    void requireAdoptedUnchanged() {
        ContractViolation.unless(
                Arrays.equals(adopted, copyOfAdopted),
                "an array given to adopt() changed while its record was on its way: give each call an array of its own,"
                        + " or put the bytes");
    }

    /** What was put or adopted. */
    byte[] result() {
        return copyOfAdopted == null ? bytes.toByteArray() : copyOfAdopted;
    }
}
