package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.between;
import static dev.kurier.producer.config.table.Allowed.nonEmpty;
import static dev.kurier.producer.config.table.Allowed.oneOf;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings that say what "done" means, how long it may take, and how often it is tried. */
final class DeliveryTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "acks",
                    STRING,
                    "1",
                    oneOf("all", "-1", "0", "1"),
                    LOW,
                    "Which copies acknowledge a record: 1 the leader's, all (or -1) every in-sync replica's, 0 none. With 1, leader moves, planned ones too, can lose it; all with min.insync.replicas=2 avoids that."),
            setting(
                    "enable.idempotence",
                    BOOLEAN,
                    "true",
                    anything(),
                    LOW,
                    "Whether batches carry sequence numbers, so that retries make no duplicates. Setting it to true raises an unset acks to all."),
            setting(
                    "retries",
                    INT,
                    "2147483647",
                    between(0, Integer.MAX_VALUE),
                    HIGH,
                    "How often a batch is sent again after an error that may pass; delivery.timeout.ms usually ends it first."),
            setting(
                    "retry.backoff.ms",
                    LONG,
                    "100",
                    atLeast(0),
                    LOW,
                    "The wait before the first retry; it doubles from one to the next."),
            setting("retry.backoff.max.ms", LONG, "1000", atLeast(0), LOW, "The longest wait between two retries."),
            setting(
                    "delivery.timeout.ms",
                    INT,
                    "120000",
                    atLeast(0),
                    MEDIUM,
                    "From the opening of a record's batch to its end, retries included. At least linger.ms + request.timeout.ms."),
            setting(
                    "request.timeout.ms",
                    INT,
                    "30000",
                    atLeast(0),
                    MEDIUM,
                    "How long one request waits for its answer; the broker is told to wait no longer for replicas."),
            setting(
                    "max.block.ms",
                    LONG,
                    "60000",
                    atLeast(0),
                    MEDIUM,
                    "How long send() may wait for metadata and memory in all."),
            setting(
                    "max.in.flight.requests.per.connection",
                    INT,
                    "5",
                    atLeast(1),
                    LOW,
                    "How many requests may wait for their answers on one connection."),
            setting(
                            "transactional.id",
                            STRING,
                            null,
                            nonEmpty(),
                            LOW,
                            "The name of a transactional producer across restarts.")
                    .notYet(),
            setting(
                            "transaction.timeout.ms",
                            INT,
                            "60000",
                            anything(),
                            LOW,
                            "How long the coordinator lets a transaction stay open.")
                    .notYet(),
            setting(
                            "transaction.two.phase.commit.enable",
                            BOOLEAN,
                            "false",
                            anything(),
                            LOW,
                            "Whether an outside coordinator decides the end of a transaction (KIP-939).")
                    .notYet());

    private DeliveryTable() {}
}
