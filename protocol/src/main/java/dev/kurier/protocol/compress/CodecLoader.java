package dev.kurier.protocol.compress;

/** Makes codecs, and turns an absent library into an error that names it. */
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
        } catch (LinkageError absent) {
            throw unavailable(type, absent);
        }
    }

    private static String allowed(CompressionType type) {
        if (!type.hasLevels()) {
            return "It has no levels: leave the level at " + type.defaultLevel() + ".";
        }
        return "Allowed are " + type.minLevel() + " to " + type.maxLevel() + "; the default is " + type.defaultLevel()
                + ".";
    }

    static CodecUnavailableException unavailable(CompressionType type, Throwable cause) {
        String artifact = switch (type) {
            case SNAPPY -> "org.xerial.snappy:snappy-java";
            case LZ4 -> "at.yawk.lz4:lz4-java";
            case ZSTD -> "com.github.luben:zstd-jni";
            case NONE, GZIP -> "none, it is part of the JDK";
        };
        String message = "Compression " + type.codecName() + " needs the library " + artifact
                + ", which is not there or cannot be loaded (" + cause
                + "). Add that artifact to the class path, or to the module"
                + " path and its graph (--add-modules); if it is there, check that its native code can be unpacked into the"
                + " temporary directory (java.io.tmpdir).";
        return new CodecUnavailableException(type, artifact, message, cause);
    }
}
