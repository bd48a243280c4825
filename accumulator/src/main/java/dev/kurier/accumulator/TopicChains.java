package dev.kurier.accumulator;

import dev.kurier.accumulator.sizing.CompressionRatio;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the chains of one topic by partition; grows by copying, which happens once for each partition. */
final class TopicChains {
    private final CompressionRatio ratio;
    private volatile @Nullable PartitionChain[] byPartition = {};

    TopicChains(CompressionRatio ratio) {
        this.ratio = ratio;
    }

    CompressionRatio ratio() {
        return ratio;
    }

    @Nullable
    PartitionChain find(int partition) {
        @Nullable PartitionChain[] chains = byPartition;
        return partition < chains.length ? chains[partition] : null;
    }

    /** Adds a chain; by one thread at a time. */
    void add(PartitionChain chain) {
        @Nullable PartitionChain[] chains = byPartition;
        @Nullable PartitionChain[] grown = Arrays.copyOf(chains, Math.max(chains.length, chain.partition() + 1));
        grown[chain.partition()] = chain;
        byPartition = grown;
    }
}
