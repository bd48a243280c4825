package dev.kurier.integrationtests.modulepath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that a modular application can use in Kurier's modules what others find in its jars. */
class ModulePathTest {
    @TempDir
    Path directory;

    @Test
    void takesEveryPluginOfTheClassPathAndSendsARecord() throws Exception {
        List<String> onClassPath = Stream.of(
                        SerializerProvider.class, PartitionerProvider.class, InterceptorProvider.class)
                .flatMap(kind -> names(ServiceLoader.load(kind)))
                .toList();
        List<String> expected = Stream.concat(onClassPath.stream(), Stream.of("sent orders-0@0", "stored hello"))
                .toList();

        ModularApp.Output output = ModularApp.compile(directory).run();

        assertThat(output.err()).isEmpty();
        assertThat(onClassPath).hasSize(26);
        assertThat(output.out()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Each provider's module, as it is named when it is one, and class. */
    private static Stream<String> names(ServiceLoader<?> providers) {
        return providers.stream()
                .map(provider -> provider.type())
                .map(type -> "plugin " + type.getPackageName().replace(".librdkafka", "") + " " + type.getName());
    }
}
