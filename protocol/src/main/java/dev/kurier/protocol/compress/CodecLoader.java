package dev.kurier.protocol.compress;

/** Makes codecs, and turns what a library that can't be used throws into an error that says what to do. */
final class CodecLoader {
    private CodecLoader() {}

    static Codec load(CompressionType type, int level) {
        if (!type.isValidLevel(level)) {
            throw new IllegalArgumentException("Compression level is out of range: " + type.codecName() + " level="
                    + level + ". " + allowed(type));
        }
        // The constructors touch their library, so that its absence shows here and not at the first batch.
        try {
            return switch (type) {
                case NONE -> new NoCodec();
                case GZIP -> new GzipCodec(level);
                case SNAPPY -> new SnappyCodec();
                case LZ4 -> new Lz4Codec(level);
                case ZSTD -> new ZstdCodec(level);
            };
        } catch (LinkageError unusable) {
            throw unavailable(type, unusable);
        }
    }

    private static String allowed(CompressionType type) {
        if (!type.hasLevels()) {
            return "It has no levels: leave the level at " + type.defaultLevel() + ".";
        }
        return "Allowed are " + type.minLevel() + " to " + type.maxLevel() + "; the default is " + type.defaultLevel()
                + ".";
    }

    /** Makes the error for what the codec's library has thrown; its message says which of several ways out fits. */
    static CodecUnavailableException unavailable(CompressionType type, Throwable thrown) {
        return CodecTrouble.of(type).describe(thrown);
    }
}
