package dev.kurier.protocol.compress;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says why the library of one codec can't be used, and what helps: it is absent, not in the module graph, of another version,
 * or its native code can't be loaded.
 *
 * <p>Remembers the first failure: the JVM tells it only once, and then that a class "could not be initialized".
 */
final class CodecTrouble {
    private static final Map<CompressionType, CodecTrouble> ALL = new EnumMap<>(Map.of(
            CompressionType.NONE,
                    new CodecTrouble(CompressionType.NONE, "none, it is part of the JDK", "java.base", ""),
            CompressionType.GZIP,
                    new CodecTrouble(CompressionType.GZIP, "none, it is part of the JDK", "java.base", ""),
            CompressionType.SNAPPY,
                    new CodecTrouble(
                            CompressionType.SNAPPY,
                            "org.xerial.snappy:snappy-java",
                            "org.xerial.snappy",
                            "org.xerial.snappy.tempdir"),
            CompressionType.LZ4, new CodecTrouble(CompressionType.LZ4, "at.yawk.lz4:lz4-java", "org.lz4.java", ""),
            CompressionType.ZSTD,
                    new CodecTrouble(
                            CompressionType.ZSTD,
                            "com.github.luben:zstd-jni",
                            "com.github.luben.zstd_jni",
                            "ZstdTempFolder")));

    private final CompressionType type;
    private final String artifact;
    private final String module;
    private final String folderProperty;
    private @Nullable Throwable first;

    /**
     * Knows one library.
     *
     * @param folderProperty the system property that names the folder its native code is unpacked into, or empty
     */
    private CodecTrouble(CompressionType type, String artifact, String module, String folderProperty) {
        this.type = type;
        this.artifact = artifact;
        this.module = module;
        this.folderProperty = folderProperty;
    }

    static CodecTrouble of(CompressionType type) {
        return Objects.requireNonNull(ALL.get(type), type::name);
    }

    CodecUnavailableException describe(Throwable thrown) {
        Throwable cause = cause(thrown);
        return new CodecUnavailableException(
                type,
                artifact,
                "Compression " + type.codecName() + " needs the library " + artifact + ", which " + whatHelps(cause),
                thrown);
    }

    private String whatHelps(Throwable cause) {
        if (isAbsent(cause)) {
            return CodecTrouble.class.getModule().isNamed()
                    ? "is not in the module graph (" + cause
                            + "). Put it on the module path and start java with --add-modules " + module + "."
                    : "is not there (" + cause + "). Add that artifact to the class path.";
        }
        if (cause instanceof IncompatibleClassChangeError || cause instanceof UnsupportedClassVersionError) {
            return "is there in a version that does not fit (" + cause
                    + "). Use the version that Kurier's bom names, and look for a second one on the class path.";
        }
        return "is there, but its native code can't be loaded (" + cause
                + "). It is unpacked into a temporary folder, java.io.tmpdir=" + System.getProperty("java.io.tmpdir")
                + ", which must be writable and not mounted noexec, and there must be a build of it for "
                + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                + ". Name another folder with -Djava.io.tmpdir"
                + (folderProperty.isEmpty() ? "" : " or -D" + folderProperty)
                + ", and start the JVM again: it tries only once.";
    }

    /** The first of all causes; what the JVM says later only repeats that there was one. */
    private synchronized Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean repeated = cause instanceof NoClassDefFoundError
                && String.valueOf(cause.getMessage()).startsWith("Could not initialize class");
        if (repeated) {
            return first != null ? first : cause.getCause() != null ? cause.getCause() : cause;
        }
        first = cause;
        return cause;
    }

    /** A class that the loader does not find is absent; one found whose own needs are not met is not. */
    private static boolean isAbsent(Throwable cause) {
        return cause instanceof NoClassDefFoundError && cause.getCause() instanceof ClassNotFoundException;
    }
}
