package dev.kurier.partitioners.librdkafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.partitioners.FakeTopic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashPartitionerTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    /** Hashes as published: CRC-32's check value, and FNV-1a's from the tables of its authors. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, '', 0",
        "CRC32, 123456789, 3421780262",
        "FNV1A, '', 2128831035",
        "FNV1A, a, 468965076",
        "FNV1A, foobar, 1080231576",
        "MURMUR2, '', 275646681",
        "MURMUR2, foobar, 1357151166"
    })
    void hashesAsPublished(KeyHash hash, String key, long expected) {
        assertThat(Integer.toUnsignedLong(hash.of(keyed(1, bytes(key))))).isEqualTo(expected);
    }

    @Test
    void hashesAsTheJdkAndKafkaDo() {
        for (int i = 0; i < 2_000; i++) {
            byte[] key = new byte[random.nextInt(40)];
            random.nextBytes(key);
            int partitions = 1 + random.nextInt(200);
            CRC32 crc = new CRC32();
            crc.update(key);
            PartitionContext record = keyed(partitions, key);

            assertThat(create(new ConsistentProvider()).partition(record))
                    .as("-Dkurier.seed=%d key=%s", SEED, Arrays.toString(key))
                    .isEqualTo((int) (crc.getValue() % partitions));
            assertThat(create(new Murmur2Provider()).partition(record))
                    .as("-Dkurier.seed=%d key=%s", SEED, Arrays.toString(key))
                    .isEqualTo(Utils.toPositive(Utils.murmur2(key)) % partitions);
        }
    }

    @Test
    void takesTheAbsoluteValueOfFnvAndNotItsLowBits() {
        // FNV-1a of "abc" is 0x1a47e90b, of "b" 0xe70c2de5: its absolute value is 0x18f3d21b.
        assertThat(Integer.toUnsignedLong(KeyHash.FNV1A.of(keyed(1, bytes("b")))))
                .isEqualTo(0x18f3d21bL);
    }

    @Test
    void sendsAnEmptyKeyAnywhereOnlyWithConsistentRandom() {
        assertThat(hits(new ConsistentRandomProvider(), keyed(3, bytes("")))).doesNotContain(0);
        assertThat(hits(new Murmur2RandomProvider(), keyed(3, bytes("")))).containsOnlyOnce(3_000);
        assertThat(hits(new Fnv1aRandomProvider(), keyed(3, bytes("")))).containsOnlyOnce(3_000);
    }

    @Test
    void spreadsRecordsWithoutAKeyEvenlyAndOneByOne() {
        for (PartitionerProvider provider :
                List.of(new ConsistentRandomProvider(), new Murmur2RandomProvider(), new Fnv1aRandomProvider())) {
            for (int hits : hits(provider, keyed(3, null))) {
                assertThat(hits).as("-Dkurier.seed=%d", SEED).isBetween(800, 1_200);
            }
        }
    }

    @Test
    void leavesOutPartitionsWithoutALeaderOnlyInARandomChoice() {
        FakeTopic topic = FakeTopic.of(4).without(0, 3);
        assertThat(hits(new Murmur2RandomProvider(), topic))
                .startsWith(0)
                .endsWith(0)
                .satisfies(hits -> assertThat(hits[1]).isBetween(1_200, 1_800));
        FakeTopic none = FakeTopic.of(2).without(0, 1);
        assertThat(hits(new Murmur2RandomProvider(), none)).doesNotContain(0);
        byte[] key = bytes("foobar");
        int home = create(new Murmur2RandomProvider()).partition(keyed(4, key));
        assertThat(create(new Murmur2RandomProvider())
                        .partition(FakeTopic.of(4).without(home).key(key)))
                .isEqualTo(home);
    }

    @Test
    void hashesAMissingKeyAsAnEmptyOneWithoutRandom() {
        for (PartitionerProvider provider :
                List.of(new ConsistentProvider(), new Murmur2Provider(), new Fnv1aProvider())) {
            Partitioner partitioner = create(provider);
            assertThat(partitioner.partition(keyed(97, null))).isEqualTo(partitioner.partition(keyed(97, bytes(""))));
            assertThat(partitioner.explain(keyed(97, null))).startsWith("no key counts as an empty one: ");
        }
    }

    @Test
    void repeatsItsDrawsWithASeed() {
        PluginSettings seeded =
                PluginSettings.of("c", new Murmur2RandomProvider().settings(), Map.of("seed", "" + SEED));
        Partitioner one = new Murmur2RandomProvider().create(seeded);
        Partitioner two = new ConsistentRandomProvider().create(seeded);
        for (int i = 0; i < 100; i++) {
            assertThat(one.partition(keyed(50, null))).isEqualTo(two.partition(keyed(50, null)));
        }
    }

    @Test
    void saysWhy() {
        assertThat(create(new ConsistentRandomProvider()).explain(keyed(4, bytes("123456789"))))
                .isEqualTo("CRC-32 of the key is 3421780262, modulo 4 partitions");
        assertThat(create(new ConsistentRandomProvider()).explain(keyed(4, bytes(""))))
                .isEqualTo("an empty key: at random, each record anew, among the partitions with a leader");
        assertThat(create(new Fnv1aRandomProvider()).explain(keyed(4, null))).startsWith("no key: at random");
        assertThat(create(new Fnv1aProvider()).explain(keyed(4, bytes("a"))))
                .isEqualTo("the absolute value of FNV-1a of the key is 468965076, modulo 4 partitions");
    }

    private static int[] hits(PartitionerProvider provider, FakeTopic topic) {
        int[] hits = new int[topic.partitionCount()];
        Partitioner partitioner =
                provider.create(PluginSettings.of("test", provider.settings(), Map.of("seed", Long.toString(SEED))));
        IntStream.range(0, 3_000).forEach(i -> hits[partitioner.partition(topic)]++);
        return hits;
    }

    private static Partitioner create(PartitionerProvider provider) {
        return provider.create(PluginSettings.of("test", provider.settings(), Map.of()));
    }

    private static FakeTopic keyed(int partitions, byte[] key) {
        return FakeTopic.of(partitions).key(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
