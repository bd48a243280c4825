package dev.kurier.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.compress.Codec;
import dev.kurier.protocol.compress.CompressionType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.internals.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares our batches with those of kafka-clients. */
class KafkaBatchOracleTest {
    private final RecordBatchReader reader = new RecordBatchReader();

    @Test
    void uncompressedBatchesAreEqualByteForByte() {
        Seeds.forEach(500, random -> {
            RandomBatch batch = RandomBatch.of(random);

            ByteBuffer ours = batch.encode(random, Codec.of(CompressionType.NONE));

            assertThat(ours).isEqualTo(theirBytes(batch, Compression.NONE));
        });
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void kafkaReadsOurBatches(Codec codec, Compression theirs) {
        Seeds.forEach(12, random -> {
            RandomBatch batch = RandomBatch.of(random, codec.type());

            MemoryRecords read = MemoryRecords.readableRecords(batch.encode(random, codec));

            List<DecodedRecord> decoded = new ArrayList<>();
            for (MutableRecordBatch each : read.batches()) {
                each.ensureValid();
                each.forEach(record -> decoded.add(convert(record)));
            }
            assertThat(decoded).isEqualTo(batch.records);
        });
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void weReadTheirBatches(Codec codec, Compression theirs) {
        // kafka-clients prepares its highest levels for any size, which takes most of a second a batch.
        int rounds = codec.type() == CompressionType.ZSTD && codec.level() > 15 ? 1 : 12;
        Seeds.forEach(rounds, random -> {
            RandomBatch batch = RandomBatch.of(random, codec.type());
            ByteBuffer bytes = theirBytes(batch, theirs);

            assertThat(reader.readAll(bytes)).isEqualTo(batch.records);
            BatchHeader header = BatchHeader.read(bytes);
            assertThat(header.attributes()).isEqualTo(batch.description.attributes());
            assertThat(header.maxTimestamp()).isEqualTo(batch.description.maxTimestamp());
            assertThat(header.baseSequence()).isEqualTo(batch.description.baseSequence());
        });
    }

    @Test
    void readsSeveralBatchesInOneRun() {
        Seeds.forEach(50, random -> {
            RandomBatch first = RandomBatch.of(random);
            RandomBatch second = RandomBatch.of(random);
            ByteBuffer one = theirBytes(first, Compression.NONE);
            ByteBuffer two = theirBytes(second, Compression.NONE);
            ByteBuffer run = ByteBuffer.allocate(3 + one.remaining() + two.remaining())
                    .position(3)
                    .put(one)
                    .put(two)
                    .position(3);

            List<RecordBatch> found = RecordBatchReader.batches(run);

            assertThat(found).hasSize(2);
            assertThat(reader.records(found.get(0))).isEqualTo(first.records);
            assertThat(reader.records(found.get(1))).isEqualTo(second.records);
            assertThat(run.position()).isEqualTo(3);
        });
    }

    @Test
    void kafkaAcceptsBatchStampedWithLogAppendTime() {
        Seeds.forEach(20, random -> {
            RandomBatch batch = RandomBatch.of(random);
            ByteBuffer bytes = batch.encode(random, Codec.of(CompressionType.NONE));
            ByteBuffer padded = ByteBuffer.allocateDirect(bytes.remaining() + 5).put(5, bytes, 0, bytes.limit());

            BatchHeaderWriter.patchTimestamps(padded, 5, true, 42);
            BatchHeaderWriter.patchBaseOffset(padded, 5, 1_000_000_000_000L);
            BatchHeaderWriter.patchPartitionLeaderEpoch(padded, 5, 17);

            ByteBuffer patched = padded.position(5);
            MutableRecordBatch theirs = MemoryRecords.readableRecords(patched.slice())
                    .batches()
                    .iterator()
                    .next();
            theirs.ensureValid();
            assertThat(theirs.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(theirs.maxTimestamp()).isEqualTo(42);
            assertThat(theirs.partitionLeaderEpoch()).isEqualTo(17);
            List<DecodedRecord> ours = reader.readAll(patched);
            assertThat(ours)
                    .allSatisfy(record -> assertThat(record.timestampMs()).isEqualTo(42));
            assertThat(ours.get(ours.size() - 1).offset()).isEqualTo(theirs.lastOffset());
        });
    }

    static Stream<Arguments> codecs() {
        Stream.Builder<Arguments> all = Stream.builder();
        all.add(Arguments.of(Codec.of(CompressionType.NONE), Compression.NONE));
        all.add(Arguments.of(
                Codec.of(CompressionType.SNAPPY), Compression.snappy().build()));
        for (int level : new int[] {-1, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
            all.add(Arguments.of(
                    Codec.of(CompressionType.GZIP, level),
                    Compression.gzip().level(level).build()));
        }
        for (int level = 1; level <= 17; level++) {
            all.add(Arguments.of(
                    Codec.of(CompressionType.LZ4, level),
                    Compression.lz4().level(level).build()));
        }
        for (int level : new int[] {-131_072, -7, -1}) {
            all.add(Arguments.of(
                    Codec.of(CompressionType.ZSTD, level),
                    Compression.zstd().level(level).build()));
        }
        for (int level = 0; level <= 22; level++) {
            all.add(Arguments.of(
                    Codec.of(CompressionType.ZSTD, level),
                    Compression.zstd().level(level).build()));
        }
        return all.build();
    }

    private static ByteBuffer theirBytes(RandomBatch batch, Compression compression) {
        BatchDescription about = batch.description;
        ByteBufferOutputStream out = new ByteBufferOutputStream(1024);
        MemoryRecordsBuilder builder = new MemoryRecordsBuilder(
                out,
                (byte) 2,
                compression,
                TimestampType.CREATE_TIME,
                0L,
                -1L,
                about.producerId(),
                about.producerEpoch(),
                about.baseSequence(),
                (about.attributes() & BatchAttributes.TRANSACTIONAL) != 0,
                false,
                -1,
                Integer.MAX_VALUE);
        for (DecodedRecord record : batch.records) {
            RecordHeaders headers = new RecordHeaders();
            record.headers().forEach(header -> headers.add(header.name(), header.value()));
            builder.append(record.timestampMs(), record.key(), record.value(), headers.toArray());
        }
        return builder.build().buffer();
    }

    private static DecodedRecord convert(Record record) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new RecordHeader(header.key(), header.value()));
        }
        return new DecodedRecord(
                record.offset(), record.timestamp(), bytes(record.key()), bytes(record.value()), headers);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
