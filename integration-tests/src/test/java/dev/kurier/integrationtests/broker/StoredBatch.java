package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a record batch as it lies in a broker's log: what no consumer tells.
 *
 * <p>The fields are those of the record batch header, format 2, read straight from the file.
 */
public record StoredBatch(
        long baseOffset, Compression compression, long producerId, short producerEpoch, int baseSequence, int records) {
    private static final int SIZE_AT = 8;
    private static final int SIZE_END = 12;
    private static final int MAGIC_AT = 16;
    private static final int ATTRIBUTES_AT = 21;
    private static final int PRODUCER_ID_AT = 43;
    private static final int PRODUCER_EPOCH_AT = 51;
    private static final int BASE_SEQUENCE_AT = 53;
    private static final int RECORDS_AT = 57;
    private static final int HEADER_BYTES = 61;
    private static final int COMPRESSION_MASK = 7;

    /** Names the codecs in the order of their codes. */
    public enum Compression {
        NONE,
        GZIP,
        SNAPPY,
        LZ4,
        ZSTD
    }

    /** Reads the headers of all batches of a partition, oldest first. */
    public static List<StoredBatch> of(KafkaBroker broker, String topic, int partition) {
        List<StoredBatch> batches = new ArrayList<>();
        try (Stream<Path> files = Files.list(broker.partitionDirectory(topic, partition))) {
            for (Path segment :
                    files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                readSegment(ByteBuffer.wrap(Files.readAllBytes(segment)), batches);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    private static void readSegment(ByteBuffer segment, List<StoredBatch> batches) {
        for (int at = 0; at + HEADER_BYTES <= segment.limit(); ) {
            byte magic = segment.get(at + MAGIC_AT);
            if (magic != 2) {
                throw new IllegalStateException("A batch in the log has magic=" + magic + ", 2 is expected");
            }
            batches.add(new StoredBatch(
                    segment.getLong(at),
                    Compression.values()[segment.getShort(at + ATTRIBUTES_AT) & COMPRESSION_MASK],
                    segment.getLong(at + PRODUCER_ID_AT),
                    segment.getShort(at + PRODUCER_EPOCH_AT),
                    segment.getInt(at + BASE_SEQUENCE_AT),
                    segment.getInt(at + RECORDS_AT)));
            at += SIZE_END + segment.getInt(at + SIZE_AT);
        }
    }
}
