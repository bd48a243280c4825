package org.example.region;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends each region's keys to its share of the partitions, and all others over the whole topic.
 *
 * <p>A key goes to the same partition as long as the topic has as many; so it keeps its order. Nothing changes after it
 * is made, so that all sending threads can use it.
 */
final class RegionPartitioner implements Partitioner {
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final List<String> regions;
    private final List<byte[]> prefixes;

    RegionPartitioner(List<String> regions, String separator) {
        this.regions = List.copyOf(regions);
        this.prefixes = regions.stream()
                .map(region -> (region + separator).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public int partition(PartitionContext context) {
        if (!context.hasKey()) {
            return anyAvailable(context);
        }
        Share share = shareOf(region(context), context.partitionCount());
        return share.first() + Math.floorMod(hash(context), share.size());
    }

    @Override
    public String explain(PartitionContext context) {
        if (!context.hasKey()) {
            return "no key: one of the available partitions, by chance";
        }
        int region = region(context);
        Share share = shareOf(region, context.partitionCount());
        String whose = region < 0 ? "no region of " + regions : "region " + regions.get(region);
        return whose + ": partitions " + share.first() + " to " + (share.first() + share.size() - 1)
                + ", by the hash of the key";
    }

    /** The index of the region that the key begins with, or -1. */
    private int region(PartitionContext context) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (beginsWith(context, prefixes.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean beginsWith(PartitionContext context, byte[] prefix) {
        if (context.keySize() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (context.keyByte(i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Cuts the topic into as many runs of partitions as there are regions; a topic with fewer has runs of one, shared. */
    private Share shareOf(int region, int partitions) {
        if (region < 0) {
            return new Share(0, partitions);
        }
        int count = prefixes.size();
        if (partitions < count) {
            return new Share(region % partitions, 1);
        }
        int first = region * partitions / count;
        return new Share(first, (region + 1) * partitions / count - first);
    }

    /** Reads the key byte by byte: a copy of it would cost an array for each record. */
    private static int hash(PartitionContext context) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < context.keySize(); i++) {
            hash = (hash ^ (context.keyByte(i) & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static int anyAvailable(PartitionContext context) {
        int start = ThreadLocalRandom.current().nextInt(context.partitionCount());
        for (int i = 0; i < context.partitionCount(); i++) {
            int partition = (start + i) % context.partitionCount();
            if (context.isAvailable(partition)) {
                return partition;
            }
        }
        return start;
    }

    /** A run of partitions. */
    private record Share(int first, int size) {}
}
