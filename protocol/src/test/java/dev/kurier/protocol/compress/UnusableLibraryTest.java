package dev.kurier.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Shows that a library that is there but can't be used is not called absent, and that the way out fits. */
class UnusableLibraryTest {
    private static final String TEMP_FOLDER = "org.xerial.snappy.tempdir";

    @Test
    void namesTheFolderWhenNativeCodeCanNotBeUnpackedTheFirstTimeAndLater(@TempDir Path folder) throws Exception {
        Path noFolder = Files.createFile(folder.resolve("file"));
        String before = System.getProperty(TEMP_FOLDER);
        System.setProperty(TEMP_FOLDER, noFolder.resolve("below").toString());
        try (URLClassLoader apart = new URLClassLoader(
                new URL[] {locationOf(Codec.class), locationOf(Snappy.class)}, ClassLoader.getPlatformClassLoader())) {
            for (int i = 0; i < 2; i++) {
                assertThat(snappyOf(apart))
                        .hasMessageContaining("is there, but its native code can't be loaded")
                        .hasMessageContaining("java.io.tmpdir=")
                        .hasMessageContaining("-D" + TEMP_FOLDER)
                        .hasMessageNotContaining("Could not initialize class")
                        .hasMessageNotContaining("class path");
            }
        } finally {
            if (before == null) {
                System.clearProperty(TEMP_FOLDER);
            } else {
                System.setProperty(TEMP_FOLDER, before);
            }
        }
    }

    @Test
    void tellsAnotherVersionFromAnAbsentLibrary() {
        assertThat(CodecLoader.unavailable(CompressionType.ZSTD, new NoSuchMethodError("compressBound")))
                .hasMessageContaining("in a version that does not fit")
                .hasMessageContaining("compressBound");
        assertThat(CodecLoader.unavailable(CompressionType.ZSTD, absent()))
                .hasMessageContaining("is not there")
                .hasMessageContaining("Add that artifact to the class path");
    }

    @Test
    void tellsTheFirstCauseWhereTheJvmOnlyRepeatsThatThereWasOne() {
        CodecLoader.unavailable(
                CompressionType.LZ4, new ExceptionInInitializerError(new UnsatisfiedLinkError("noexec")));

        assertThat(CodecLoader.unavailable(
                        CompressionType.LZ4, new NoClassDefFoundError("Could not initialize class net.jpountz.X")))
                .hasMessageContaining("native code can't be loaded (java.lang.UnsatisfiedLinkError: noexec)");
    }

    private static NoClassDefFoundError absent() {
        NoClassDefFoundError absent = new NoClassDefFoundError("com/github/luben/zstd/Zstd");
        absent.initCause(new ClassNotFoundException("com.github.luben.zstd.Zstd"));
        return absent;
    }

    private static Throwable snappyOf(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> types = loader.loadClass(CompressionType.class.getName());
        Object snappy = types.getMethod("valueOf", String.class).invoke(null, "SNAPPY");
        Class<?> codecs = loader.loadClass(Codec.class.getName());
        return catchThrowable(() -> codecs.getMethod("of", types).invoke(null, snappy))
                .getCause();
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
