package dev.kurier.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.oracle.MessageCase.Versioned;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedMessageTest {
    private static final int RUNS = 8;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Versioned<?>> everyMessageInEveryVersion() {
        return MessageCases.allVersions();
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void refusesBytesThatEndEarly(Versioned<T> message) {
        RandomValues values = new RandomValues(message.seed(0));
        byte[] whole = message.write(message.draw(values));
        for (int length = 0; length < Math.min(whole.length, 1000); length++) {
            assertThat(isRefused(message, ByteBuffer.wrap(whole, 0, length)))
                    .as("%s, %d of %d bytes, -Dkurier.seed=%d", message, length, whole.length, RandomValues.RUN_SEED)
                    .isTrue();
        }
    }

    private static boolean isRefused(Versioned<?> message, ByteBuffer bytes) {
        try {
            message.read(WireReader.lenient(bytes));
            return false;
        } catch (ProtocolException expected) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void refusesBytesBehindTheMessageIfStrict(Versioned<T> message) {
        byte[] whole = message.write(message.draw(new RandomValues(message.seed(0))));
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);

        assertThatThrownBy(() -> message.read(WireReader.strict(ByteBuffer.wrap(longer))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("1 bytes are left behind the message");
        assertThat(message.read(WireReader.lenient(ByteBuffer.wrap(longer)))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void survivesFlippedBits(Versioned<T> message) {
        for (int run = 0; run < RUNS; run++) {
            RandomValues values = new RandomValues(message.seed(run));
            byte[] bytes = message.write(message.draw(values));
            for (int flips = 0; flips < 50 && bytes.length > 0; flips++) {
                byte[] flipped = bytes.clone();
                flipped[values.below(bytes.length)] ^= (byte) (1 << values.below(8));
                readWithinBounds(message, flipped);
                acceptsNothingThatKafkaClientsRefuses(message, flipped);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void survivesGarbage(Versioned<T> message) {
        for (int run = 0; run < RUNS * 10; run++) {
            RandomValues values = new RandomValues(message.seed(run));
            byte[] garbage = values.bytes(values.below(400));
            for (int i = 0; i < garbage.length; i++) { // small numbers get further than large ones
                garbage[i] = values.bool() ? (byte) values.below(4) : garbage[i];
            }
            readWithinBounds(message, garbage);
        }
    }

    private static void acceptsNothingThatKafkaClientsRefuses(Versioned<?> message, byte[] bytes) {
        boolean isOldLayout = message.message() == ApiVersionsCases.RESPONSE && bytes[0] == 0 && bytes[1] == 35;
        if (isOldLayout || isRefused(message, ByteBuffer.wrap(bytes))) {
            return;
        }
        try {
            message.readByKafka(bytes);
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).matches("Tag \\d+ is not valid for version \\d+")) {
                return; // a tag of a newer version, which we skip like any other that we don't know
            }
            throw new AssertionError(
                    message + " -Dkurier.seed=" + RandomValues.RUN_SEED + " bytes=" + Arrays.toString(bytes), e);
        }
    }

    /** Reads bytes that may be anything: only one exception may come, and memory in proportion to the bytes. */
    private static <T> void readWithinBounds(Versioned<T> message, byte[] bytes) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        try {
            message.read(WireReader.strict(ByteBuffer.wrap(bytes)));
        } catch (ProtocolException expected) {
            // the one exception that may come
        } catch (RuntimeException e) {
            throw new AssertionError(
                    message + " -Dkurier.seed=" + RandomValues.RUN_SEED + " bytes=" + Arrays.toString(bytes), e);
        }
        long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        if (allocated > 500_000 + 64L * bytes.length) {
            throw new AssertionError(message + " -Dkurier.seed=" + RandomValues.RUN_SEED + " allocated " + allocated
                    + " bytes for " + Arrays.toString(bytes));
        }
    }
}
