package dev.kurier.producer.plugin.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows where the version of a plugin is looked for. */
class PluginVersionTest {
    @TempDir
    Path directory;

    private Path classes;

    @BeforeEach
    void compileAModule() throws IOException {
        Path source = Files.writeString(directory.resolve("module-info.java"), "module versioned {}");
        classes = directory.resolve("classes");
        run("javac", "--module-version", "2.1", "-d", classes.toString(), source.toString());
    }

    @Test
    void aModulesDescriptorTellsItInAJarWithoutManifestVersion() throws IOException {
        assertThat(PluginVersion.of(jar("Other: 1\n"))).isEqualTo("2.1");
    }

    @Test
    void theManifestGoesFirst() throws IOException {
        assertThat(PluginVersion.of(jar("Implementation-Version: 1.9\n"))).isEqualTo("1.9");
    }

    @Test
    void aDirectorysDescriptorTellsIt() {
        assertThat(PluginVersion.of(classes.toString())).isEqualTo("2.1");
    }

    @Test
    void whatSaysNothingOrIsBrokenHasNone() throws IOException {
        Path broken = Files.write(directory.resolve("broken.jar"), new byte[] {1, 2, 3});

        assertThat(PluginVersion.of(broken.toString())).isEmpty();
        assertThat(PluginVersion.of(directory.toString())).isEmpty();
        assertThat(PluginVersion.of("nowhere")).isEmpty();
    }

    private String jar(String manifest) throws IOException {
        Path lines = Files.writeString(directory.resolve("manifest.txt"), manifest);
        Path jar = directory.resolve("versioned.jar");
        run("jar", "--create", "--file", jar.toString(), "--manifest", lines.toString(), "-C", classes.toString(), ".");
        return jar.toString();
    }

    private static void run(String tool, String... arguments) {
        assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments))
                .isZero();
    }
}
