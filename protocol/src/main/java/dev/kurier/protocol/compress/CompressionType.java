package dev.kurier.protocol.compress;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists the codecs of Kafka's protocol, with their ids, names and levels. */
public enum CompressionType {
    /** Records as they are. */
    NONE(0, 0, 0, 0),
    /** The JDK's deflate; −1 leaves the level to zlib. */
    GZIP(1, -1, 1, 9),
    /** Snappy blocks in the framing of snappy-java; has no levels. */
    SNAPPY(2, 0, 0, 0),
    /** LZ4 frames; 9 means the fast compressor, every other level the high compression one. */
    LZ4(3, 9, 1, 17),
    /** Zstandard; needs Produce 7 or later. Negative levels are faster than 1. */
    ZSTD(4, 3, -131_072, 22);

    private static final CompressionType[] BY_ID = values();

    private final byte id;
    private final int defaultLevel;
    private final int minLevel;
    private final int maxLevel;

    CompressionType(int id, int defaultLevel, int minLevel, int maxLevel) {
        this.id = (byte) id;
        this.defaultLevel = defaultLevel;
        this.minLevel = minLevel;
        this.maxLevel = maxLevel;
    }

    /** The number in bits 0 to 2 of a batch's attributes. */
    public byte id() {
        return id;
    }

    /** The name in {@code compression.type}, in lower case. */
    public String codecName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level used if none is chosen. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /** The lowest level that can be chosen. */
    public int minLevel() {
        return minLevel;
    }

    /** The highest level that can be chosen. */
    public int maxLevel() {
        return maxLevel;
    }

    /** Whether there is anything to choose. */
    public boolean hasLevels() {
        return minLevel < maxLevel;
    }

    /** Whether {@code level} is in the range or is the default. */
    public boolean isValidLevel(int level) {
        return level == defaultLevel || (level >= minLevel && level <= maxLevel);
    }

    /** The type with that id, or null. */
    public static @Nullable CompressionType forId(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }

    /** The type with that {@link #codecName}, or null. */
    public static @Nullable CompressionType forName(String name) {
        for (CompressionType type : BY_ID) {
            if (type.codecName().equals(name)) {
                return type;
            }
        }
        return null;
    }
}
