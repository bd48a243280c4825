package dev.kurier.integrationtests.availability;

import dev.kurier.api.Outcome;
import dev.kurier.integrationtests.client.StoredRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Holds what came of one run: what the producer reported, against what lies in the log.
 *
 * @param sent how many records were sent
 * @param persisted how many were reported PERSISTED
 * @param notPersisted how many were reported NOT_PERSISTED
 * @param unknown how many were reported UNKNOWN
 * @param open how many had no end when the producer was closed
 * @param lost reported PERSISTED, not in the log
 * @param falselyDenied reported NOT_PERSISTED, in the log
 * @param doubled in the log more than once
 * @param inverted reported PERSISTED, in the log behind a later one of their partition
 * @param silenceMs the longest time without an acknowledgement for a partition
 * @param backAfterMs from the end of the trouble until each partition had a record acknowledged that was sent after it
 */
record Verdict(
        int sent,
        int persisted,
        int notPersisted,
        int unknown,
        int open,
        int lost,
        int falselyDenied,
        int doubled,
        int inverted,
        long silenceMs,
        long backAfterMs) {
    static final String HEADER =
            "| schedule | acks | producer | sent | persisted | not persisted | unknown | no end | lost"
                    + " | falsely denied | doubled | inverted | longest silence s | back after s |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    static Verdict of(SteadyLoad load, List<StoredRecord> log, long troubleEndNs) {
        int[] copies = new int[load.size()];
        int[] last = new int[ShakyCluster.PARTITIONS];
        Arrays.fill(last, -1);
        int inverted = 0;
        for (StoredRecord record : log) {
            int number = ByteBuffer.wrap(record.value().get()).getInt();
            copies[number]++;
            if (load.ended(number, Outcome.PERSISTED)) {
                if (number < last[record.partition()]) {
                    inverted++;
                }
                last[record.partition()] = Math.max(last[record.partition()], number);
            }
        }
        Counts counts = new Counts();
        for (int number = 0; number < load.size(); number++) {
            counts.add(load, number, copies[number]);
        }
        return new Verdict(
                counts.sent,
                counts.persisted,
                counts.notPersisted,
                counts.unknown,
                counts.open,
                counts.lost,
                counts.falselyDenied,
                counts.doubled,
                inverted,
                longestSilenceMs(load),
                backAfterMs(load, troubleEndNs));
    }

    String row(String schedule, String acks, String producer) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %.1f |",
                schedule,
                acks,
                producer,
                sent,
                persisted,
                notPersisted,
                unknown,
                open,
                lost,
                falselyDenied,
                doubled,
                inverted,
                silenceMs / 1e3,
                backAfterMs / 1e3);
    }

    private static long longestSilenceMs(SteadyLoad load) {
        long longestNs = 0;
        for (int partition = 0; partition < ShakyCluster.PARTITIONS; partition++) {
            long[] acknowledged = acknowledgedNs(load, partition, Long.MIN_VALUE);
            for (int i = 1; i < acknowledged.length; i++) {
                longestNs = Math.max(longestNs, acknowledged[i] - acknowledged[i - 1]);
            }
        }
        return longestNs / 1_000_000;
    }

    private static long backAfterMs(SteadyLoad load, long troubleEndNs) {
        long latestNs = 0;
        for (int partition = 0; partition < ShakyCluster.PARTITIONS; partition++) {
            long[] acknowledged = acknowledgedNs(load, partition, troubleEndNs);
            latestNs = Math.max(latestNs, acknowledged.length == 0 ? Long.MAX_VALUE : acknowledged[0] - troubleEndNs);
        }
        return latestNs / 1_000_000;
    }

    /** When records of a partition that were sent after a time were acknowledged, sorted. */
    private static long[] acknowledgedNs(SteadyLoad load, int partition, long sentAfterNs) {
        long[] times = new long[load.size()];
        int count = 0;
        for (int number = partition; number < load.size(); number += ShakyCluster.PARTITIONS) {
            if (load.ended(number, Outcome.PERSISTED) && load.sentNs(number) >= sentAfterNs) {
                times[count++] = load.endedNs(number);
            }
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Counts as it goes over the records. */
    private static final class Counts {
        private int sent;
        private int persisted;
        private int notPersisted;
        private int unknown;
        private int open;
        private int lost;
        private int falselyDenied;
        private int doubled;

        private void add(SteadyLoad load, int number, int copies) {
            if (!load.wasSent(number)) {
                return;
            }
            sent++;
            if (load.ended(number, Outcome.PERSISTED)) {
                persisted++;
                lost += copies == 0 ? 1 : 0;
            } else if (load.ended(number, Outcome.NOT_PERSISTED)) {
                notPersisted++;
                falselyDenied += copies == 0 ? 0 : 1;
            } else if (load.isOpen(number)) {
                open++;
            } else {
                unknown++;
            }
            doubled += copies > 1 ? 1 : 0;
        }
    }
}
