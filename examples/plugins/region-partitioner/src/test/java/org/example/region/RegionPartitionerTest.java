package org.example.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kurier.testkit.check.SampleTopic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegionPartitionerTest {
    private final RegionPartitioner partitioner = new RegionPartitioner(List.of("eu", "us", "ap"), "-");

    @Test
    void givesEachRegionItsShareOfThePartitions() {
        assertEquals(Set.of(0, 1, 2), partitionsOf("eu-", 10));
        assertEquals(Set.of(3, 4, 5), partitionsOf("us-", 10));
        assertEquals(Set.of(6, 7, 8, 9), partitionsOf("ap-", 10));
    }

    @Test
    void spreadsKeysOfOtherRegionsOverTheWholeTopic() {
        assertEquals(10, partitionsOf("europe-", 10).size());
    }

    @Test
    void sharesPartitionsWhenThereAreFewerThanRegions() {
        assertEquals(Set.of(0), partitionsOf("eu-", 2));
        assertEquals(Set.of(1), partitionsOf("us-", 2));
        assertEquals(Set.of(0), partitionsOf("ap-", 2));
    }

    @Test
    void avoidsPartitionsWithoutALeaderWhenThereIsNoKey() {
        for (int i = 0; i < 50; i++) {
            assertEquals(1, partitioner.partition(SampleTopic.of(3).without(0, 2)));
        }
    }

    @Test
    void saysWhichRegionHasWhichPartitions() {
        assertEquals(
                "region us: partitions 3 to 5, by the hash of the key",
                partitioner.explain(SampleTopic.of(10).key("us-1".getBytes(StandardCharsets.UTF_8))));
        assertTrue(partitioner.explain(SampleTopic.of(10)).startsWith("no key"));
    }

    private Set<Integer> partitionsOf(String prefix, int partitions) {
        Set<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] key = (prefix + i).getBytes(StandardCharsets.UTF_8);
            chosen.add(partitioner.partition(SampleTopic.of(partitions).key(key)));
        }
        return chosen;
    }
}
