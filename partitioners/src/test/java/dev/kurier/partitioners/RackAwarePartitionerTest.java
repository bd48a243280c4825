package dev.kurier.partitioners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RackAwarePartitionerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());
    private static final int DRAWS = 3_000;

    private final FakeTopic topic = new FakeTopic(6).racks("a", "b", null, "a", "b", "a");

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void drawsOnlyAmongLeadersInItsRack(String adaptive) {
        int[] hits = hits(rackAware("adaptive.partitioning.enable", adaptive));

        assertThat(hits).containsExactly(hits[0], 0, 0, hits[3], 0, hits[5]);
        for (int p : new int[] {0, 3, 5}) {
            assertThat(hits[p]).as("-Dkurier.seed=%d", SEED).isBetween(850, 1_150);
        }
    }

    @Test
    void givesLessToALeaderInItsRackThatIsBehindWhateverTheQueuesElsewhere() {
        topic.queued(3, 100, 100, 0, 100, 3);

        int[] hits = hits(rackAware());

        // The chances are 1, 4 and 1 of 6.
        assertThat(hits[3]).as("-Dkurier.seed=%d", SEED).isBetween(1_850, 2_150);
        assertThat(hits[1] + hits[2] + hits[4]).isZero();
    }

    @Test
    void drawsAmongAllWhenNoLeaderIsInItsRack() {
        topic.without(0, 3, 5);
        assertThat(hits(rackAware())).containsSubsequence(0).satisfies(hits -> {
            for (int p : new int[] {1, 2, 4}) {
                assertThat(hits[p]).as("-Dkurier.seed=%d", SEED).isBetween(850, 1_150);
            }
        });
    }

    @Test
    void drawsAmongAllWhenEveryLeaderInItsRackIsStalled() {
        for (int p : new int[] {0, 3, 5}) {
            topic.stalledMs[p] = 11;
        }
        int[] hits = hits(rackAware("availability.timeout.ms", "10"));

        assertThat(hits[0] + hits[3] + hits[5]).isZero();
        assertThat(hits[1]).isPositive();
    }

    @Test
    void hashesKeysOverAllPartitions() {
        FakeTopic keyed = topic.key(new byte[] {1});
        Partitioner partitioner = rackAware();
        Partitioner plain = new DefaultPartitionerProvider()
                .create(PluginSettings.of("c", new DefaultPartitionerProvider().settings(), Map.of()));
        for (int i = 0; i < 256; i++) {
            keyed.key(new byte[] {(byte) i});
            assertThat(partitioner.partition(keyed)).isEqualTo(plain.partition(keyed));
        }
    }

    @Test
    void isTheDefaultPartitionerWithRackAwareSwitchedOn() {
        Partitioner partitioner = create(new DefaultPartitionerProvider(), "rack.aware", "true");
        assertThat(hits(partitioner)).containsExactly(hits(rackAware()));
        assertThat(partitioner.explain(topic))
                .isEqualTo(
                        "no key: one partition until it has 16384 bytes, then another, rather one with a short queue,"
                                + " in rack a while a leader there can be used");
        assertThat(hits(create(new DefaultPartitionerProvider())))
                .as("a rack alone changes nothing")
                .doesNotContain(0);
    }

    @Test
    void refusesToStartWithoutARack() {
        RackAwarePartitionerProvider provider = new RackAwarePartitionerProvider();

        assertThatThrownBy(() -> provider.create(PluginSettings.of("c", provider.settings(), Map.of())))
                .hasMessageContaining("its setting client.rack is empty");
    }

    private int[] hits(Partitioner partitioner) {
        int[] hits = new int[topic.partitionCount()];
        for (int i = 0; i < DRAWS; i++) {
            int partition = partitioner.partition(topic);
            hits[partition]++;
            partitioner.onAppended("topic", partition, false, 16_384, true);
        }
        return hits;
    }

    private static Partitioner rackAware(String... settings) {
        return create(new RackAwarePartitionerProvider(), settings);
    }

    private static Partitioner create(PartitionerProvider provider, String... settings) {
        Map<String, String> given = new HashMap<>(Map.of("client.rack", "a", "seed", Long.toString(SEED)));
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return provider.create(PluginSettings.of("test", provider.settings(), given));
    }
}
