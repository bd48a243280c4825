package dev.kurier.partitioners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PartitionerProvidersTest {
    @Test
    void findsTheThreeByTheirNamesAndKafkas() {
        assertThat(create("default", Map.of())).isInstanceOf(DefaultPartitioner.class);
        assertThat(create("RoundRobinPartitioner", Map.of())).isInstanceOf(RoundRobinPartitioner.class);
        assertThat(create("org.apache.kafka.clients.producer.RoundRobinPartitioner", Map.of()))
                .isInstanceOf(RoundRobinPartitioner.class);
        assertThat(create("org.apache.kafka.clients.producer.UniformStickyPartitioner", Map.of()))
                .isInstanceOf(StickyPartitioner.class);
    }

    @Test
    void handsTheSettingsToTheDefaultPartitioner() {
        FakeTopic topic = new FakeTopic(50).key("foobar".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(create("default", Map.of()).explain(topic)).startsWith("murmur2");
        assertThat(create("default", Map.of("ignore.keys", "true", "batch.size", "77"))
                        .explain(topic))
                .isEqualTo("keys are ignored: one partition until it has 77 bytes, then another, rather one with a"
                        + " short queue");
        assertThat(create("default", Map.of("ignore.keys", "true", "adaptive.partitioning.enable", "false"))
                        .explain(topic))
                .endsWith("any that has a leader");
    }

    @Test
    void leavesOutStalledLeadersAfterTheTimeoutOfTheSettings() {
        FakeTopic topic = new FakeTopic(2);
        topic.stalledMs[0] = 11;
        Partitioner partitioner = create("default", Map.of("availability.timeout.ms", "10", "batch.size", "1"));
        for (int i = 0; i < 100; i++) {
            assertThat(partitioner.partition(topic)).isEqualTo(1);
            partitioner.onAppended("topic", 1, false, 1, true);
        }
    }

    @Test
    void treatsABatchSizeOfZeroAsOne() {
        FakeTopic topic = new FakeTopic(2);
        Partitioner partitioner = create("default", Map.of("batch.size", "0"));
        partitioner.onAppended("topic", partitioner.partition(topic), false, 1, true);
        assertThat(partitioner.partition(topic)).isBetween(0, 1);
    }

    @Test
    void refusesASeedThatIsNoNumber() {
        assertThatThrownBy(() -> create("sticky", Map.of("seed", "x1")))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("its setting seed=x1 must be a whole number");
    }

    @Test
    void listsTheSameProvidersForClassPathAndModulePath() throws Exception {
        TreeSet<String> provided = new TreeSet<>(Pattern.compile("dev\\.kurier\\.partitioners\\.[\\w.]+")
                .matcher(Files.readString(Path.of("src/main/java/module-info.java")))
                .results()
                .map(r -> r.group())
                .toList());
        Path services = Path.of("src/main/resources/META-INF/services", PartitionerProvider.class.getName());

        assertThat(new TreeSet<>(Files.readAllLines(services)))
                .isEqualTo(provided)
                .hasSize(10);
    }

    private static Partitioner create(String name, Map<String, String> settings) {
        PartitionerProvider provider = ServiceLoader.load(PartitionerProvider.class).stream()
                .filter(p -> {
                    Plugin plugin = p.type().getAnnotation(Plugin.class);
                    return plugin.name().equals(name)
                            || java.util.List.of(plugin.aliases()).contains(name);
                })
                .findFirst()
                .orElseThrow()
                .get();
        return provider.create(PluginSettings.of("test", provider.settings(), settings));
    }
}
