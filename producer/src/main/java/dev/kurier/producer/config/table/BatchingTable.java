package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.between;
import static dev.kurier.producer.config.table.Allowed.oneOf;
import static dev.kurier.producer.config.table.Allowed.oneOfAnyCase;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings that say how records are collected. */
final class BatchingTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "batch.size",
                    INT,
                    "16384",
                    atLeast(0),
                    MEDIUM,
                    "How many bytes a partition's batch may grow to, before compression. 0 or 1: every record is a batch of its own."),
            setting(
                    "linger.ms",
                    LONG,
                    "5",
                    atLeast(0),
                    MEDIUM,
                    "How long a batch waits for more records before it is sent although it has room."),
            setting(
                    "buffer.memory",
                    LONG,
                    "33554432",
                    atLeast(0),
                    HIGH,
                    "How many bytes the producer may hold in all, and the records for one broker half of it while several are written to; when they are used up, send() waits up to max.block.ms."),
            setting(
                    "buffer.memory.allocation.strategy",
                    STRING,
                    "full",
                    oneOfAnyCase("full", "incremental"),
                    MEDIUM,
                    "How batches take memory. Kurier always grows them chunk by chunk, so that both values mean the same."),
            setting(
                    "max.request.size",
                    INT,
                    "1048576",
                    atLeast(0),
                    MEDIUM,
                    "The largest request, and so the largest record, in bytes before compression. The brokers have limits of their own."),
            setting(
                    "compression.type",
                    STRING,
                    "none",
                    oneOf("none", "gzip", "snappy", "lz4", "zstd"),
                    HIGH,
                    "The codec that batches are compressed with; lz4, snappy and zstd need their library on the class path."),
            setting(
                    "compression.gzip.level",
                    INT,
                    "-1",
                    between(1, 9).or(-1),
                    MEDIUM,
                    "How hard gzip tries; -1 is the library's own choice."),
            setting(
                    "compression.lz4.level",
                    INT,
                    "9",
                    between(1, 17),
                    MEDIUM,
                    "How hard lz4 tries; 9 stands for its fast compressor, as in Kafka."),
            setting(
                    "compression.zstd.level",
                    INT,
                    "3",
                    between(-131072, 22),
                    MEDIUM,
                    "How hard zstd tries; negative levels trade size for speed."));

    private BatchingTable() {}
}
