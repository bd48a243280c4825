package dev.kurier.producer.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.listing.PluginKind;
import dev.kurier.producer.listing.PluginListing;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into real jars, good and broken ones. */
class PluginDiscoveryTest {
    private static final String NAMED = "@Plugin(name = \"%s\", summary = \"For tests.\")";

    @TempDir
    Path directory;

    @Test
    void findsTheBuiltInPlugins() {
        List<PluginListing> found =
                PluginCatalog.discover(getClass().getClassLoader()).listings();

        assertThat(found).allMatch(PluginListing::isUsable);
        assertThat(found)
                .filteredOn(p -> p.kind() == PluginKind.SERIALIZER)
                .extracting(PluginListing::name)
                .containsExactlyInAnyOrder(
                        "string",
                        "bytes",
                        "bytebuffer",
                        "short",
                        "integer",
                        "long",
                        "float",
                        "double",
                        "boolean",
                        "uuid",
                        "void");
        assertThat(found)
                .filteredOn(p -> p.kind() == PluginKind.PARTITIONER)
                .extracting(PluginListing::name)
                .contains("default", "round-robin", "sticky", "consistent-random", "murmur2-random");
        assertThat(found).allSatisfy(p -> {
            assertThat(p.source()).contains(p.kind() + "s");
            assertThat(p.summary()).isNotBlank();
            assertThat(p.apiLevel()).isEqualTo(1);
        });
    }

    @Test
    void runsNoPluginCodeToListIt() throws Exception {
        Path jar = new PluginJar(directory)
                .serializer(
                        "Loud", NAMED.formatted("loud"), "static { System.setProperty(\"kurier.test.loud\", \"x\"); }")
                .write("loud.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThat(catalog.listings()).anyMatch(p -> p.name().equals("loud") && p.isUsable());
            assertThat(System.getProperty("kurier.test.loud")).isNull();
            catalog.serializer(choice("loud"), false, "c");
            assertThat(System.getProperty("kurier.test.loud")).isEqualTo("x");
        } finally {
            System.clearProperty("kurier.test.loud");
        }
    }

    @Test
    void refusesTwoPluginsOfOneNameAndNamesBothJars() throws Exception {
        Path one = new PluginJar(directory.resolve("one"))
                .serializer("First", NAMED.formatted("twin"), "")
                .write("one.jar");
        Path two = new PluginJar(directory.resolve("two"))
                .serializer("Second", NAMED.formatted("TWIN"), "")
                .write("two.jar");
        try (URLClassLoader loader = PluginJar.loader(one, two)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThatThrownBy(() -> catalog.serializer(choice("Twin"), false, "c"))
                    .isInstanceOf(PluginException.class)
                    .hasMessageStartingWith("value.serializer=Twin can't be used: 2 plugins have this name: ")
                    .hasMessageContainingAll(one.toString(), two.toString(), "choose by class name");
            assertThat(catalog.serializer(choice("test.Second"), false, "c").name())
                    .isEqualTo("TWIN");
        }
    }

    @Test
    void refusesAnAliasOfTwoPluginsButLetsANameWin() throws Exception {
        Path jar = new PluginJar(directory)
                .serializer("First", "@Plugin(name = \"one\", aliases = {\"both\", \"two\"}, summary = \"x\")", "")
                .serializer("Second", "@Plugin(name = \"two\", aliases = \"both\", summary = \"x\")", "")
                .write("aliases.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThat(catalog.serializer(choice("two"), false, "c").name()).isEqualTo("two");
            assertThatThrownBy(() -> catalog.serializer(choice("both"), false, "c"))
                    .hasMessageContaining("2 plugins have this alias");
        }
    }

    @Test
    void neverHidesGoodPluginsBehindBrokenOnes() throws Exception {
        Path jar = new PluginJar(directory)
                .entry("test.Missing")
                .serializer("Newer", NAMED.formatted("newer"), "")
                .forJava("Newer", 99)
                .source("Base", "public class Base {}")
                .provider(
                        "Orphan",
                        NAMED.formatted("orphan") + " public class Orphan extends Base implements SerializerProvider {"
                                + " public Class<?> type() { return null; }"
                                + " public Serializer<?> create(boolean k, PluginSettings s) { return null; } }")
                .withoutClass("Base")
                .source("Stranger", "public class Stranger {}")
                .entry("test.Stranger")
                .serializer("Nameless", "", "")
                .serializer("Future", "@Plugin(name = \"future\", apiLevel = 7, summary = \"x\")", "")
                .serializer("Good", NAMED.formatted("good"), "")
                .write("mixed.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThat(catalog.serializer(choice("good"), false, "c").name()).isEqualTo("good");
            assertThat(catalog.serializer(choice("string"), false, "c").name()).isEqualTo("string");
            assertThat(refusal(catalog, "test.Missing"))
                    .isEqualTo("the class test.Missing is missing: add the jar that" + " holds it");
            assertThat(refusal(catalog, "test.Newer")).contains("compiled for a newer Java", "(for Java 99)");
            assertThat(refusal(catalog, "test.Orphan")).contains("the class test.Base is missing");
            assertThat(refusal(catalog, "test.Stranger")).contains("does not implement");
            assertThat(refusal(catalog, "test.Nameless")).contains("no @Plugin annotation");
            assertThat(refusal(catalog, "future")).contains("API level 7, this Kurier runs levels 1 to 1");
            assertThat(catalog.listings().stream().filter(p -> !p.isUsable()))
                    .hasSize(6)
                    .allMatch(p -> p.source().equals(jar.toString()));
            assertThatThrownBy(() -> catalog.serializer(choice("future"), false, "c"))
                    .hasMessageContainingAll("value.serializer=future can't be used", "API level 7", jar.toString());
            assertThatThrownBy(() -> catalog.serializer(choice("nothing"), false, "c"))
                    .hasMessageContainingAll("refused: ", "API level 7");
        }
    }

    @Test
    void endsWhenAProviderFileHoldsManyBrokenEntries() throws Exception {
        PluginJar many = new PluginJar(directory);
        for (int i = 0; i < 30; i++) {
            many.entry("test.Missing" + i);
        }
        Path jar = many.serializer("Good", NAMED.formatted("good"), "").write("many.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThat(catalog.listings().stream().filter(p -> !p.isUsable())).hasSize(30);
            assertThat(catalog.serializer(choice("good"), false, "c").name()).isEqualTo("good");
        }
    }

    @Test
    void namesTheJarWhoseProviderFileIsGarbage() throws Exception {
        Path jar = new PluginJar(directory)
                .serializer("Good", NAMED.formatted("good"), "")
                .entry("what is this")
                .write("garbage.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThat(catalog.serializer(choice("string"), false, "c").name()).isEqualTo("string");
            assertThat(catalog.listings().stream().filter(p -> !p.isUsable()))
                    .extracting(PluginListing::className)
                    .contains("what is this");
            assertThatThrownBy(() -> catalog.serializer(choice("good"), false, "c"))
                    .hasMessageContaining(jar.toString());
        }
    }

    @Test
    void reportsAStaticInitializerThatThrows() throws Exception {
        Path jar = new PluginJar(directory)
                .serializer(
                        "Bomb",
                        NAMED.formatted("bomb"),
                        "static { if (true) throw new IllegalStateException(\"boom\"); }")
                .write("bomb.jar");
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog catalog = PluginCatalog.discover(loader);

            assertThatThrownBy(() -> catalog.serializer(choice("bomb"), false, "c"))
                    .isInstanceOf(PluginException.class)
                    .hasMessage(
                            "value.serializer=bomb can't be used: it failed: java.lang.IllegalStateException: boom.")
                    .hasRootCauseMessage("boom");
        }
    }

    @Test
    void setsTheContextLoaderOnlyWhilePluginCodeRuns() throws Exception {
        Path jar = new PluginJar(directory)
                .serializer(
                        "Curious",
                        NAMED.formatted("curious"),
                        "public Curious() { if (Thread.currentThread().getContextClassLoader() !="
                                + " Curious.class.getClassLoader()) throw new IllegalStateException(\"foreign loader\"); }")
                .write("curious.jar");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            PluginCatalog.discover(loader).serializer(choice("curious"), false, "c");

            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    private static PluginChoice choice(String name) {
        return new PluginChoice("value.serializer", name, null, Map.of(), Map.of());
    }

    private static String refusal(PluginCatalog catalog, String name) {
        return catalog.listings().stream()
                .filter(p -> p.name().equals(name))
                .map(PluginListing::refusal)
                .findFirst()
                .orElse(null);
    }
}
