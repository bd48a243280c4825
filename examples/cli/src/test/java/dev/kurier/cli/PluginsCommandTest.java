package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists, uses and verifies jars that were dropped into a directory. */
class PluginsCommandTest {
    private static final String GOOD = "return (context, value, sink) -> sink.putUtf8(value);";

    @TempDir
    Path directory;

    private Path plugins;

    @BeforeEach
    void makeDirectory() throws IOException {
        plugins = Files.createDirectory(directory.resolve("plugins"));
    }

    @Test
    void listsWhatTheClassPathBringsByKindAndName() {
        CommandRun run = CommandRun.of("plugins", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().get(0)).matches("KIND +NAME +ALIASES +VERSION +API +SOURCE +STATUS");
        assertThat(run.out())
                .anyMatch(row -> row.matches("serializer +string .* 1 +\\(class path\\) .*serializers.* ok"));
        assertThat(run.out()).anyMatch(row -> row.matches("partitioner +round-robin .* ok"));
        assertThat(run.out().get(1)).startsWith("serializer");
    }

    @Test
    void listsADroppedInJarWithItsVersion() throws IOException {
        Path jar = PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1.4.2");

        CommandRun run = list();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).anyMatch(row -> row.matches("serializer +phone +e164 +1\\.4\\.2 +1 +" + jar + " +ok"));
    }

    @Test
    void printsOneJsonObjectForEachPlugin() throws IOException {
        Path jar = PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1.4.2");
        Path torn = Files.writeString(plugins.resolve("torn.jar"), "no zip");

        CommandRun run = list("--json");

        JsonNode phone = object(run, "\"phone\"");
        assertThat(phone.get("kind").asString()).isEqualTo("serializer");
        assertThat(phone.get("aliases").get(0).asString()).isEqualTo("e164");
        assertThat(phone.get("version").asString()).isEqualTo("1.4.2");
        assertThat(phone.get("apiLevel").asInt()).isEqualTo(1);
        assertThat(phone.get("class").asString()).isEqualTo("org.example.phone.PhoneSerializerProvider");
        assertThat(phone.get("source").asString()).isEqualTo(jar.toString());
        assertThat(phone.get("summary").asString()).isNotBlank();
        assertThat(phone.get("status").asString()).isEqualTo("ok");
        assertThat(phone.get("reason").isNull()).isTrue();
        JsonNode refused = object(run, torn.toString());
        assertThat(refused.get("kind").isNull()).isTrue();
        assertThat(refused.get("apiLevel").isNull()).isTrue();
        assertThat(refused.get("status").asString()).isEqualTo("refused");
        assertThat(refused.get("reason").asString()).contains("no readable jar");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void refusesBothOfOneNameAndPrintsBothPaths() throws IOException {
        Path one = made("one", "twin", GOOD);
        Path two = PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1");
        Path copy = Files.copy(two, plugins.resolve("copy.jar"));

        CommandRun run = list();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).containsPattern("2 of \\d+ are refused");
        List<String> refused =
                run.out().stream().filter(row -> row.contains("REFUSED")).toList();
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).contains("phone", two.toString(), copy.toString()));
        assertThat(run.out()).anyMatch(row -> row.contains(one.toString()) && row.endsWith("ok"));
    }

    @Test
    void endsWithTheCodeForPluginsWhenThePathIsNotThere() {
        CommandRun run = CommandRun.of("plugins", "list", "--plugin-path", plugins + "/nowhere");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("it does not exist", "plugin-refused");
    }

    @Test
    void sendsWithASerializerThatWasDroppedIn() throws IOException {
        PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1");
        try (StubServer stub = StubCluster.builder().topic("t", 1).start()) {
            CommandRun run = CommandRun.withInput(
                    "0049 (30) 90-18-20\n+82 2 120 0000\n",
                    "produce",
                    "-b",
                    stub.bootstrapServers(),
                    "-t",
                    "t",
                    "--value-serializer",
                    "phone",
                    "--plugin-path",
                    plugins.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(stub.cluster().records("t"))
                    .extracting(StoredRecord::valueText)
                    .containsExactly("+4930901820", "+8221200000");
        }
    }

    @Test
    void refusesToSendWithOneOfTwoThatShareAName() throws IOException {
        Path jar = PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1");
        Path copy = Files.copy(jar, plugins.resolve("copy.jar"));

        CommandRun run = CommandRun.withInput(
                "1\n", "produce", "-t", "t", "--value-serializer", "phone", "--plugin-path", plugins.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(jar.toString(), copy.toString());
    }

    @Test
    void sendsKeysOfARegionToItsShareOfThePartitions() throws IOException {
        PluginProject.example("region-partitioner").jar(plugins.resolve("region.jar"), "1");
        try (StubServer stub = StubCluster.builder().topic("t", 4).start()) {
            CommandRun run = CommandRun.withInput(
                    "kr-1:a\nkr-2:b\nde-1:c\n",
                    "produce",
                    "-b",
                    stub.bootstrapServers(),
                    "-t",
                    "t",
                    "-K",
                    ":",
                    "-X",
                    "partitioner.class=region",
                    "-X",
                    "partitioner.region.regions=de,kr",
                    "-X",
                    "kurier.plugin.path=" + plugins);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().subList(0, 2)).allMatch(line -> line.matches("t-[23]@\\d"));
            assertThat(run.out().get(2)).matches("t-[01]@\\d");
        }
    }

    @Test
    void findsNothingWrongWithTheExamples() throws IOException {
        Path phone = PluginProject.example("phone-serializer").jar(plugins.resolve("phone.jar"), "1");
        Path region = PluginProject.example("region-partitioner").jar(plugins.resolve("region.jar"), "1");

        CommandRun ofPhone =
                CommandRun.of("plugins", "verify", phone.toString(), "--sample", "030 901820", "-X", "country-code=49");
        CommandRun ofRegion = CommandRun.of("plugins", "verify", region.toString());

        assertThat(ofPhone.out()).noneMatch(line -> line.contains("FAILED"));
        assertThat(ofPhone.out())
                .anyMatch(line -> line.equals("  ok      leaves the headers of the record as they are"));
        assertThat(ofPhone.exitCode()).isZero();
        assertThat(ofRegion.out()).noneMatch(line -> line.contains("FAILED")).hasSizeGreaterThan(10);
        assertThat(ofRegion.exitCode()).isZero();
    }

    @Test
    void verifiesADirectorysJarsAsOnePlugin() throws IOException {
        Path home = Files.createDirectory(plugins.resolve("phones"));
        Path jar = PluginProject.example("phone-serializer").jar(home.resolve("phone.jar"), "1");
        move("org/example/phone/PhoneNumbers.class", jar, home.resolve("library.jar"));

        CommandRun run =
                CommandRun.of("plugins", "verify", home.toString(), "--sample", "030 901820", "-X", "country-code=49");

        assertThat(run.out()).noneMatch(line -> line.contains("FAILED") || line.contains("library.jar"));
        assertThat(run.out()).contains("  ok      can be loaded").hasSizeGreaterThan(10);
        assertThat(run.exitCode()).isZero();
        assertThat(CommandRun.of("plugins", "verify", jar.toString()).out())
                .as("without its library")
                .anyMatch(line -> line.contains("FAILED") && line.contains("PhoneNumbers"));
    }

    @Test
    void refusesAPlaceWithoutJars() throws IOException {
        Files.createDirectory(plugins.resolve("phones"));
        made("phones/phone", "phone", GOOD);

        for (Path place : List.of(plugins, directory, plugins.resolve("nowhere.jar"))) {
            CommandRun run = CommandRun.of("plugins", "verify", place.toString());

            assertThat(run.exitCode()).as(place.toString()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(place.toString(), "a directory with the jars of one plugin");
        }
    }

    private static void move(String entry, Path from, Path to) throws IOException {
        try (FileSystem old = FileSystems.newFileSystem(from);
                FileSystem fresh = FileSystems.newFileSystem(to, Map.of("create", "true"))) {
            Files.createDirectories(fresh.getPath(entry).getParent());
            Files.move(old.getPath(entry), fresh.getPath(entry));
        }
    }

    @Test
    void asksForASampleWhenNoneOfItsOwnIsTaken() throws IOException {
        Path picky = made(
                "picky",
                "picky",
                "return (c, value, sink) -> { if (!value.equals(\"please\")) throw new"
                        + " IllegalArgumentException(value); sink.putUtf8(value); };");

        CommandRun guessed = CommandRun.of("plugins", "verify", picky.toString());
        CommandRun given = CommandRun.of("plugins", "verify", picky.toString(), "--sample", "please");

        assertThat(guessed.out()).anyMatch(line -> line.startsWith("  skipped ") && line.contains("--sample"));
        assertThat(given.out()).noneMatch(line -> line.contains("skipped") || line.contains("FAILED"));
    }

    @Test
    void saysWhichDemandAPluginDoesNotKeepTo() throws IOException {
        Path counting = made(
                "counting", "counting", "int[] calls = {0}; return (context, value, sink) -> sink.putInt(calls[0]++);");

        CommandRun run = CommandRun.of("plugins", "verify", counting.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .anyMatch(line ->
                        line.startsWith("  FAILED  gives the same bytes and headers for the same value each time:"));
        assertThat(run.out()).anyMatch(line -> line.equals("  ok      can be closed unused, and twice"));
    }

    @Test
    void failsWhatCannotBeLoadedOrMadeWithoutATrace() throws IOException {
        Path whole = made("whole", "whole", GOOD);
        byte[] bytes = Files.readAllBytes(whole);
        Path torn = Files.write(plugins.resolve("torn.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        Path thief = made("thief", "string", GOOD);
        Path bomb = made("bomb", "bomb", "throw new IllegalStateException(\"boom\");");

        for (Path jar : List.of(torn, thief, bomb)) {
            CommandRun run = CommandRun.of("plugins", "verify", jar.toString());

            assertThat(run.exitCode()).as(run.out().toString()).isEqualTo(3);
            assertThat(run.out()).anyMatch(line -> line.startsWith("  FAILED  "));
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void refusesSettingsThatThePluginDoesNotHave() throws IOException {
        Path plain = made("plain", "plain", GOOD);

        CommandRun run = CommandRun.of("plugins", "verify", plain.toString(), "-X", "indent=true");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).anyMatch(line -> line.contains("it has no setting indent"));
    }

    private Path made(String project, String name, String body) throws IOException {
        return PluginProject.serializer(directory.resolve(project), name, body)
                .jar(plugins.resolve(project + ".jar"), "1");
    }

    private CommandRun list(String... more) {
        List<String> words = new ArrayList<>(List.of("plugins", "list", "--plugin-path", plugins.toString()));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static JsonNode object(CommandRun run, String text) {
        return run.out().stream()
                .filter(line -> line.contains(text))
                .map(new JsonMapper()::readTree)
                .findFirst()
                .orElseThrow();
    }
}
