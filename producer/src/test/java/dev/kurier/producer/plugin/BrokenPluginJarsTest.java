package dev.kurier.producer.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.listing.PluginListing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts a broken jar beside a good one: the broken one says what is wrong with it, the good one works. */
class BrokenPluginJarsTest {
    private static final String NAMED = "@Plugin(name = \"broken\", summary = \"For tests.\")";

    @TempDir
    Path directory;

    private Path plugins;
    private PluginJar broken;
    private PluginCatalog catalog;

    @BeforeEach
    void dropInAGoodOne() throws Exception {
        plugins = Files.createDirectory(directory.resolve("plugins"));
        broken = new PluginJar(directory.resolve("broken"));
        Path good = new PluginJar(directory.resolve("good"))
                .serializer("Good", "@Plugin(name = \"good\", summary = \"For tests.\")", "")
                .write("z-good.jar");
        Files.move(good, plugins.resolve("z-good.jar"));
    }

    @AfterEach
    void theGoodOneWorks() {
        if (catalog != null) {
            assertThat(make("good").name()).isEqualTo("good");
            catalog.close();
        }
    }

    @Test
    void refusesAnApiLevelThatIsTooHigh() throws Exception {
        Path jar = drop(broken.serializer("Broken", "@Plugin(name = \"broken\", apiLevel = 9, summary = \"x\")", ""));

        assertThat(rowOf(jar).refusal())
                .isEqualTo(
                        "it was built for API level 9, this Kurier runs levels 1 to 1: use a newer Kurier or an older"
                                + " plugin");
        refusesToMakeIt(jar, "API level 9");
    }

    @Test
    void refusesAnApiLevelThatIsTooLow() throws Exception {
        Path jar = drop(broken.serializer("Broken", "@Plugin(name = \"broken\", apiLevel = 0, summary = \"x\")", ""));

        assertThat(rowOf(jar).refusal()).endsWith("use a newer plugin or an older Kurier");
        refusesToMakeIt(jar, "API level 0");
    }

    @Test
    void refusesAProviderFileOfGarbage() throws Exception {
        Path jar = drop(broken.entry("\u0000\u0001 what is this?"));

        assertThat(rowOf(jar).isUsable()).isFalse();
    }

    @Test
    void refusesAProviderFileThatListsAClassOfAnotherKind() throws Exception {
        Path jar = drop(broken.source("Stranger", "public class Stranger {}").entry("test.Stranger"));

        assertThat(rowOf(jar).refusal())
                .isEqualTo(
                        "it does not implement dev.kurier.api.spi.SerializerProvider: take it out of the provider file");
    }

    @Test
    void refusesAJarWithoutAnyProvider() throws Exception {
        Path jar = drop(broken.source("Lonely", "public class Lonely {}"));

        assertThat(rowOf(jar).refusal()).startsWith("it lists no provider: add a file META-INF/services/");
    }

    @Test
    void refusesAClassOfANewerJava() throws Exception {
        Path jar = drop(broken.serializer("Broken", NAMED, "").forJava("Broken", 99));

        assertThat(rowOf(jar).refusal()).contains("compiled for a newer Java than this", "(for Java 99)");
    }

    @Test
    void refusesAProviderWhoseLibraryIsMissing() throws Exception {
        Path jar = drop(broken.source("Library", "public class Library {}")
                .provider(
                        "Broken",
                        NAMED + " public class Broken extends Library implements SerializerProvider {"
                                + " public Class<?> type() { return String.class; }"
                                + " public Serializer<?> create(boolean isKey, PluginSettings s) { return null; } }")
                .withoutClass("Library"));

        assertThat(rowOf(jar).refusal()).isEqualTo("the class test.Library is missing: add the jar that holds it");
    }

    @Test
    void namesTheLibraryThatIsMissingOnlyWhenThePluginIsMade() throws Exception {
        Path jar = drop(broken.source("Library", "public class Library {}")
                .serializer("Broken", NAMED, "private final Library library = new Library();")
                .withoutClass("Library"));

        assertThat(rowOf(jar).isUsable()).isTrue();
        refusesToMakeIt(null, "the class test.Library is missing: add the jar that holds it");
    }

    @Test
    void containsAStaticInitializerThatThrows() throws Exception {
        Path jar = drop(
                broken.serializer("Broken", NAMED, "static { if (true) throw new IllegalStateException(\"boom\"); }"));

        assertThat(rowOf(jar).isUsable()).isTrue();
        refusesToMakeIt(null, "it failed: java.lang.IllegalStateException: boom");
    }

    @Test
    void containsAConstructorThatThrows() throws Exception {
        drop(broken.serializer("Broken", NAMED, "public Broken() { throw new IllegalStateException(\"boom\"); }"));

        refusesToMakeIt(null, "it failed: java.lang.IllegalStateException: boom");
    }

    @Test
    void refusesAConstructorThatTakesArguments() throws Exception {
        Path jar = drop(broken.serializer("Broken", NAMED, "public Broken(int x) {}"));

        assertThat(rowOf(jar).refusal()).isEqualTo("it has no public constructor without parameters: add one");
    }

    @Test
    void refusesAProviderThatMakesNull() throws Exception {
        drop(broken.provider(
                "Broken",
                NAMED + " public class Broken implements SerializerProvider {"
                        + " public Class<?> type() { return String.class; }"
                        + " public Serializer<?> create(boolean isKey, PluginSettings s) { return null; } }"));

        refusesToMakeIt(null, "the provider test.Broken made null");
    }

    @Test
    void refusesAJarThatShadowsTheLogging() throws Exception {
        Path jar = drop(broken.serializer("Broken", NAMED, "").shadowing("org/slf4j/Logger.class"));

        assertThat(rowOf(jar).refusal()).contains("org/slf4j/Logger.class", "scope provided");
    }

    @Test
    void refusesAJarThatWasCutShort() throws Exception {
        Path jar = drop(broken.serializer("Broken", NAMED, ""));
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length * 2 / 3));
        catalog.close();
        discover();

        assertThat(rowOf(jar).refusal()).startsWith("it is no readable jar (" + jar);
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        Path jar = Files.createFile(plugins.resolve("broken.jar"));
        discover();

        assertThat(rowOf(jar).refusal()).startsWith("it is no readable jar");
    }

    @Test
    void namesTheRefusedJarsWhenANameIsUnknown() throws Exception {
        Path jar = Files.createFile(plugins.resolve("broken.jar"));
        discover();

        assertThatThrownBy(() -> make("gold"))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("Did you mean good?", jar.toString(), "no readable jar");
    }

    private Path drop(PluginJar jar) throws Exception {
        Path dropped = Files.move(jar.write("broken.jar"), plugins.resolve("broken.jar"));
        discover();
        return dropped;
    }

    private void discover() {
        catalog = PluginCatalog.discover(getClass().getClassLoader(), List.of(plugins.toString()));
    }

    private PluginListing rowOf(Path jar) {
        return catalog.listings().stream()
                .filter(p -> p.source().equals(jar.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void refusesToMakeIt(Path jar, String reason) {
        assertThatThrownBy(() -> make("broken"))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("value.serializer=broken can't be used: ")
                .hasMessageContainingAll(reason, jar == null ? "" : jar.toString());
    }

    private ChosenSerializer make(String name) {
        return catalog.serializer(new PluginChoice("value.serializer", name, null, Map.of(), Map.of()), false, "c");
    }
}
