package dev.kurier.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.protocol.record.RecordBatchReader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads the module's classes without any codec library, as an application that did not add one does. */
class AbsentLibraryTest {
    private final ClassLoader alone = new URLClassLoader(
            new URL[] {Codec.class.getProtectionDomain().getCodeSource().getLocation()},
            ClassLoader.getPlatformClassLoader());

    @ParameterizedTest
    @CsvSource({"SNAPPY, org.xerial.snappy:snappy-java", "LZ4, at.yawk.lz4:lz4-java", "ZSTD, com.github.luben:zstd-jni"
    })
    void errorNamesTheArtifactToAdd(String type, String artifact) {
        assertThatThrownBy(() -> codecOf(type))
                .extracting(Throwable::getCause)
                .satisfies(cause -> {
                    assertThat(cause.getClass().getName()).isEqualTo(CodecUnavailableException.class.getName());
                    assertThat(cause.getClass().getMethod("artifact").invoke(cause))
                            .isEqualTo(artifact);
                    assertThat(cause)
                            .hasMessageContaining(artifact)
                            .hasMessageContaining(type.toLowerCase(Locale.ROOT));
                })
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "GZIP"})
    void othersWorkWithoutLibraries(String type) throws Exception {
        assertThat(codecOf(type).toString()).contains("Codec");
    }

    @Test
    void uncompressedBatchesAreReadWithoutLibraries() throws Exception {
        Class<?> reader = alone.loadClass(RecordBatchReader.class.getName());
        Object found = reader.getMethod("batches", ByteBuffer.class).invoke(null, ByteBuffer.allocate(0));

        assertThat(found).asString().isEqualTo("[]");
        assertThat(reader.getClassLoader()).isSameAs(alone);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object codecOf(String type) throws ReflectiveOperationException {
        Class types = alone.loadClass(CompressionType.class.getName());
        Method of = alone.loadClass(Codec.class.getName()).getMethod("of", types);
        return of.invoke(null, Enum.valueOf(types, type));
    }
}
