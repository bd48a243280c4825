package dev.kurier.protocol.oracle;

import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws values from a seed, edges more often than chance would. */
final class RandomValues {
    /** The seed of this run: {@code -Dkurier.seed=…}, or a new one each time. */
    static final long RUN_SEED = Long.getLong("kurier.seed", System.nanoTime());

    private static final String[] LETTERS = {"a", "Z", "0", "-", "ß", "한", "😀", " "};

    private final Random random;
    private int names;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean bool() {
        return random.nextBoolean();
    }

    byte int8() {
        return (byte) int64();
    }

    short int16() {
        return (short) int64();
    }

    int int32() {
        return (int) int64();
    }

    long int64() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(3) - 1;
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            case 2 -> random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            case 3 -> random.nextInt(200);
            default -> random.nextLong();
        };
    }

    Uuid uuid() {
        return random.nextInt(4) == 0 ? Uuid.ZERO : new Uuid(random.nextLong(), random.nextLong());
    }

    /** Draws a string, with lengths around those at which a varint grows. */
    String string() {
        int length = random.nextInt(8) == 0 ? 120 + random.nextInt(20) : random.nextInt(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    String nullableString() {
        return random.nextInt(3) == 0 ? null : string();
    }

    /** Draws a string that this object has not drawn before. */
    String name() {
        return string() + names++;
    }

    /** Draws an id that is not zero. */
    Uuid topicId() {
        return new Uuid(random.nextLong() | 1, random.nextLong());
    }

    /** Draws bytes that stand for record batches, in one piece; sometimes none, sometimes null. */
    List<ByteBuffer> records() {
        if (random.nextInt(5) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return List.of(ByteBuffer.wrap(bytes));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    <T> List<T> list(Supplier<T> element) {
        int count = random.nextInt(20) == 0 ? 130 : random.nextInt(4);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }
}
