package dev.kurier.producer.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.listing.PluginListing;
import dev.kurier.producer.plugin.path.IsolatedLoader;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into jars that are on no class path. */
class PluginPathTest {
    private static final String NAMED = "@Plugin(name = \"%s\", summary = \"For tests.\")";

    @TempDir
    Path directory;

    @Test
    void choosesPluginsFromAJarAndFromADirectoryOfJars() throws Exception {
        Path single = Files.createDirectories(directory.resolve("plugins")).resolve("single.jar");
        Files.move(plugin("One", "one", "", "1"), single);
        Path home = Files.createDirectories(directory.resolve("plugins/folder"));
        Files.move(plugin("Two", "two", "", "2"), home.resolve("two.jar"));
        try (PluginCatalog catalog = discover(directory.resolve("plugins"))) {
            assertThat(catalog.serializer(choice("one"), false, "c").name()).isEqualTo("one");
            assertThat(catalog.serializer(choice("test.Two"), false, "c").name())
                    .isEqualTo("two");
            assertThat(catalog.listings()).anyMatch(p -> p.source().equals(single.toString()));
        }
    }

    @Test
    void givesEachPluginItsOwnVersionOfALibraryOfOneName() throws Exception {
        Path first = plugin("One", "one", "public String toString() { return Library.version(); }", "first");
        Path second = plugin("Two", "two", "public String toString() { return Library.version(); }", "second");
        try (PluginCatalog catalog = discover(first, second)) {
            assertThat(version(catalog, "one")).isEqualTo("first");
            assertThat(version(catalog, "two")).isEqualTo("second");
        }
    }

    @Test
    void showsPluginsNothingOfTheHostButTheApiAndTheLogging() throws Exception {
        try (URLClassLoader own =
                new IsolatedLoader("x", new java.net.URL[0], getClass().getClassLoader())) {
            assertThat(own.loadClass("dev.kurier.api.Producer")).isSameAs(dev.kurier.api.Producer.class);
            assertThat(own.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
            assertThatThrownBy(() -> own.loadClass("dev.kurier.producer.Kurier"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> own.loadClass("com.google.common.collect.ImmutableList"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(own.getResource("dev/kurier/api/Producer.class")).isNotNull();
            assertThat(own.getResource("dev/kurier/producer/Kurier.class")).isNull();
            assertThat(own.getResource("logback-test.xml")).isNull();
            assertThat(own.getResources("META-INF/services/dev.kurier.api.spi.SerializerProvider")
                            .hasMoreElements())
                    .isFalse();
        }
    }

    @Test
    void refusesAJarThatBringsAClassOfTheHostAndLeavesTheOthersUsable() throws Exception {
        Path bad = new PluginJar(directory.resolve("bad"))
                .serializer("Bad", NAMED.formatted("bad"), "")
                .shadowing("dev/kurier/api/Producer.class")
                .write("bad.jar");
        Path torn = Files.writeString(directory.resolve("torn.jar"), "no zip at all");
        Path good = plugin("Good", "good", "", "1");
        try (PluginCatalog catalog = discover(bad, torn, good)) {
            assertThat(refusal(catalog, bad))
                    .contains(bad.toString(), "dev/kurier/api/Producer.class", "without kurier-api");
            assertThat(refusal(catalog, torn)).contains("no readable jar", torn.toString());
            assertThat(catalog.serializer(choice("good"), false, "c").name()).isEqualTo("good");
            assertThatThrownBy(() -> catalog.serializer(choice("bad"), false, "c"))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContainingAll("refused: ", bad.toString(), torn.toString());
        }
    }

    @Test
    void namesBothJarsOfOneName() throws Exception {
        Path one = plugin("One", "twin", "", "1");
        Path two = plugin("Two", "twin", "", "2");
        try (PluginCatalog catalog = discover(one, two)) {
            assertThatThrownBy(() -> catalog.serializer(choice("twin"), false, "c"))
                    .hasMessageContainingAll("2 plugins have this name", one.toString(), two.toString());
        }
    }

    @Test
    void refusesAClassOfTheHostThatIsOnlyForNewerJavas() throws Exception {
        Path bad = new PluginJar(directory.resolve("bad"))
                .serializer("Bad", NAMED.formatted("bad"), "")
                .shadowing("META-INF/versions/21/dev/kurier/api/Producer.class")
                .write("bad.jar");
        try (PluginCatalog catalog = discover(bad)) {
            assertThat(refusal(catalog, bad))
                    .contains(bad.toString(), "META-INF/versions/21/dev/kurier/api/Producer.class");
        }
    }

    @Test
    void refusesBothOfOneNameInTheListAndNamesTheOther() throws Exception {
        Path one = plugin("One", "twin", "", "1");
        Path two = plugin("Two", "Twin", "", "2");
        Path other = plugin("Other", "other", "", "1");
        try (PluginCatalog catalog = discover(one, two, other)) {
            assertThat(refusal(catalog, one))
                    .isEqualTo("its name is also that of Twin (test.Two in " + two
                            + "): remove all but one, or choose it by" + " its class name test.One");
            assertThat(refusal(catalog, two)).contains(one.toString());
            assertThat(refusal(catalog, other)).isEmpty();
            assertThat(catalog.serializer(choice("test.One"), false, "c").name())
                    .isEqualTo("twin");
        }
    }

    @Test
    void offersNoClassNameAsAWayOutWhenTheSameJarLiesThereTwice() throws Exception {
        Path one = plugin("One", "twin", "", "1");
        Path copy = Files.copy(one, directory.resolve("copy.jar"));
        try (PluginCatalog catalog = discover(one, copy)) {
            assertThat(refusal(catalog, one)).contains(copy.toString()).endsWith("remove all but one");
            assertThat(refusal(catalog, copy)).contains(one.toString());
        }
    }

    @Test
    void refusesAPluginThatTakesTheNameOfABuiltInOne() throws Exception {
        Path thief = plugin("Thief", "string", "", "1");
        try (PluginCatalog catalog = discover(thief)) {
            assertThat(refusal(catalog, thief)).contains("dev.kurier.serializers.StringSerializerProvider");
        }
    }

    @Test
    void readsTheVersionFromTheManifestAndOfBuiltInsFromTheirModule() throws Exception {
        Path jar = new PluginJar(directory.resolve("versioned"))
                .serializer("Versioned", NAMED.formatted("versioned"), "")
                .version("1.4.2-rc1")
                .write("versioned.jar");
        Path silent = plugin("Silent", "silent", "", "1");
        try (PluginCatalog catalog = discover(jar, silent)) {
            assertThat(version(catalog.listings(), "versioned")).isEqualTo("1.4.2-rc1");
            assertThat(version(catalog.listings(), "silent")).isEmpty();
            assertThat(version(catalog.listings(), "string")).startsWith("0.1.0");
        }
    }

    @Test
    void makesAListedPluginsProviderAndSaysWhyItCannot() throws Exception {
        Path good = plugin("Good", "good", "", "1");
        Path bomb = new PluginJar(directory.resolve("bomb"))
                .serializer(
                        "Bomb", NAMED.formatted("bomb"), "public Bomb() { throw new IllegalStateException(\"boom\"); }")
                .write("bomb.jar");
        Path torn = Files.writeString(directory.resolve("torn.jar"), "no zip at all");
        try (PluginCatalog catalog = discover(good, bomb, torn)) {
            assertThat(catalog.provider(listing(catalog, good)).getClass().getName())
                    .isEqualTo("test.Good");
            assertThatThrownBy(() -> catalog.provider(listing(catalog, bomb)))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("bomb (test.Bomb in " + bomb
                            + ") can't be used: it failed: java.lang.IllegalStateException: boom.");
            assertThatThrownBy(() -> catalog.provider(listing(catalog, torn))).hasMessageContaining("no readable jar");
        }
    }

    @Test
    void listsFiftyJarsWithoutRunningTheirCode() throws Exception {
        Path model = plugin("Loud", "loud", "static { System.setProperty(\"kurier.test.fifty\", \"ran\"); }", "1");
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            jars.add(Files.copy(model, directory.resolve("loud" + i + ".jar")));
        }
        try (PluginCatalog catalog = discover(jars.toArray(Path[]::new))) {
            assertThat(catalog.listings().stream().filter(p -> p.name().equals("loud")))
                    .hasSize(50);
            assertThat(System.getProperty("kurier.test.fifty")).isNull();
        } finally {
            System.clearProperty("kurier.test.fifty");
        }
    }

    @Test
    void refusesAPathThatDoesNotExist() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> discover(nowhere))
                .isInstanceOf(PluginException.class)
                .hasMessage("kurier.plugin.path=" + nowhere
                        + " can't be used: it does not exist. Create it, or take it out of the setting.");
    }

    private Path plugin(String provider, String name, String body, String version) throws Exception {
        return new PluginJar(directory.resolve(provider))
                .source(
                        "Library",
                        "public class Library { public static String version() { return \"" + version + "\"; } }")
                .provider(
                        provider,
                        NAMED.formatted(name) + " public class " + provider + " implements SerializerProvider {"
                                + " public Class<?> type() { return String.class; }"
                                + " public Serializer<?> create(boolean isKey, PluginSettings settings) {"
                                + " String version = Library.version(); return new Serializer<String>() {"
                                + " public void serialize(SerializationContext c, String v, BytesSink s) {}"
                                + " public String toString() { return version; } }; } " + body + " }")
                .write(provider + ".jar");
    }

    private static String version(PluginCatalog catalog, String name) {
        return catalog.serializer(choice(name), false, "c").serializer().toString();
    }

    private PluginCatalog discover(Path... path) {
        return PluginCatalog.discover(
                getClass().getClassLoader(),
                List.of(path).stream().map(Path::toString).toList());
    }

    private static PluginChoice choice(String name) {
        return new PluginChoice("value.serializer", name, null, Map.of(), Map.of());
    }

    private static PluginListing listing(PluginCatalog catalog, Path source) {
        return catalog.listings().stream()
                .filter(p -> p.source().equals(source.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static String version(List<PluginListing> listings, String name) {
        return listings.stream()
                .filter(p -> p.name().equals(name))
                .map(PluginListing::version)
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(PluginCatalog catalog, Path source) {
        return catalog.listings().stream()
                .filter(p -> p.source().equals(source.toString()) && !p.isUsable())
                .map(PluginListing::refusal)
                .findFirst()
                .orElse("");
    }
}
