package dev.kurier.brokerstub;

import dev.kurier.brokerstub.look.PartitionBatches;
import dev.kurier.brokerstub.look.Patience;
import dev.kurier.brokerstub.look.RecordReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Lists the records that were kept when it was made, partition by partition, and can wait for more and judge them.
 *
 * <p>A list that never changes: each wait returns a newer one. Immutable, may be used from any thread.
 */
public final class StoredRecords extends AbstractList<StoredRecord> {
    private static final int MOST_NAMED = 5;

    private final Source source;
    private final List<StoredRecord> records;

    private StoredRecords(Source source, List<StoredRecord> records) {
        this.source = source;
        this.records = records;
    }

    /** Says where the records come from. */
    private record Source(Supplier<String> said, Supplier<List<PartitionBatches>> look, Patience patience) {
        String name() {
            return said.get();
        }
    }

    /**
     * Reads what is there.
     *
     * @param name says in messages what this is about
     * @param look finds the batches, none where there is no topic yet; called under the cluster's lock when waiting
     */
    static StoredRecords of(Supplier<String> name, Supplier<List<PartitionBatches>> look, Patience patience) {
        return new StoredRecords(
                new Source(name, look, patience), new RecordReader<>(StoredRecord::of).read(look.get()));
    }

    @Override
    public StoredRecord get(int index) {
        return records.get(index);
    }

    @Override
    public int size() {
        return records.size();
    }

    /**
     * Waits until at least this many records are there.
     *
     * @return all that are there then
     * @throws AssertionError if they don't come in that time; says what is there instead
     */
    public StoredRecords await(int count, Duration time) {
        return await(list -> list.size() >= count, time, count + " records");
    }

    /**
     * Waits until the list of all records satisfies a condition, which is asked again after each request.
     *
     * @return the list that does
     * @throws AssertionError if it doesn't in that time; says what is there instead
     */
    public StoredRecords await(Predicate<? super StoredRecords> condition, Duration time) {
        return await(condition, time, "records that satisfy the condition");
    }

    /**
     * Checks what a producer that keeps the order of a key leaves behind: all records of a key are in one partition, and
     * there neither their sequence numbers (within one producer id and epoch) nor their timestamps go back.
     *
     * <p>Records without a key are not looked at. Where the records themselves tell the order in which they were sent,
     * {@link #assertPerKeyOrder(ToLongFunction)} is sharper.
     *
     * @return this list
     * @throws AssertionError if not; names the key and both records
     */
    public StoredRecords assertPerKeyOrder() {
        Map<List<Object>, Integer> lastSequences = new HashMap<>();
        forEachKeyNeighbours((earlier, later) -> {
            require(earlier.partition() == later.partition(), "a key in two partitions", earlier, later);
            require(earlier.timestampMs() <= later.timestampMs(), "a timestamp that goes back", earlier, later);
        });
        for (StoredRecord record : records) {
            List<Object> session = Arrays.asList(record.partition(), record.producerId(), record.producerEpoch());
            Integer last = record.sequence() < 0 ? null : lastSequences.put(session, record.sequence());
            // From the highest sequence it goes on at 0.
            if (last != null && record.sequence() - last <= 0 && last - record.sequence() < Integer.MAX_VALUE / 2) {
                throw new AssertionError(
                        source.name() + ": a sequence that goes back, from " + last + ", at " + place(record));
            }
        }
        return this;
    }

    /**
     * Checks that the records of each key are in one partition, in the order in which they were sent.
     *
     * @param place where a record is in the order of sending; must grow from record to record of a key
     * @return this list
     * @throws AssertionError if not; names the key and both records
     */
    public StoredRecords assertPerKeyOrder(ToLongFunction<? super StoredRecord> place) {
        forEachKeyNeighbours((earlier, later) -> {
            require(earlier.partition() == later.partition(), "a key in two partitions", earlier, later);
            require(place.applyAsLong(earlier) < place.applyAsLong(later), "a key out of order", earlier, later);
        });
        return this;
    }

    /**
     * Checks that no two records have the same key, value and headers.
     *
     * @return this list
     * @throws AssertionError if there are any; names both
     */
    public StoredRecords assertNoDuplicates() {
        return assertNoDuplicates(record -> Arrays.asList(record.key(), record.value(), record.headers()));
    }

    /**
     * Checks that no two records are the same by what identifies them.
     *
     * @return this list
     * @throws AssertionError if there are any; names both
     */
    public StoredRecords assertNoDuplicates(Function<? super StoredRecord, ?> identity) {
        Map<Object, StoredRecord> seen = new HashMap<>();
        for (StoredRecord record : records) {
            StoredRecord earlier = seen.putIfAbsent(identity.apply(record), record);
            if (earlier != null) {
                throw broken("a duplicate", earlier, record);
            }
        }
        return this;
    }

    private StoredRecords await(Predicate<? super StoredRecords> enough, Duration time, String wanted) {
        RecordReader<StoredRecord> reader = new RecordReader<>(StoredRecord::of);
        return source.patience()
                .await(
                        source.look(),
                        batches -> new StoredRecords(source, reader.read(batches)),
                        enough,
                        time,
                        seen -> "wanted " + wanted + ", " + seen.described());
    }

    /** Looks at each record with a key together with the one of the same key before it. */
    private void forEachKeyNeighbours(BiConsumer<StoredRecord, StoredRecord> look) {
        Map<ByteBuffer, StoredRecord> lastOfKey = new HashMap<>();
        for (StoredRecord record : records) {
            ByteBuffer key = record.key();
            StoredRecord earlier = key == null ? null : lastOfKey.put(key, record);
            if (earlier != null) {
                look.accept(earlier, record);
            }
        }
    }

    private void require(boolean holds, String problem, StoredRecord earlier, StoredRecord later) {
        if (!holds) {
            throw broken(problem, earlier, later);
        }
    }

    private AssertionError broken(String problem, StoredRecord earlier, StoredRecord later) {
        return new AssertionError(source.name() + ": " + problem + ", at " + place(earlier) + " and " + place(later));
    }

    private String described() {
        if (isEmpty()) {
            return source.name() + " has none";
        }
        Map<Integer, Long> counts = records.stream()
                .collect(Collectors.groupingBy(StoredRecord::partition, TreeMap::new, Collectors.counting()));
        String newest = records.stream()
                .skip(Math.max(0, size() - MOST_NAMED))
                .map(StoredRecords::place)
                .collect(Collectors.joining("; "));
        return source.name() + " has " + size() + ", by partition " + counts + ", the last: " + newest;
    }

    private static String place(StoredRecord record) {
        return "partition=" + record.partition() + " offset=" + record.offset() + " key=" + record.keyText() + " value="
                + record.valueText();
    }
}
