package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.between;
import static dev.kurier.producer.config.table.Allowed.oneOf;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings that only Kurier has. */
final class OwnTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "kurier.strict",
                    BOOLEAN,
                    "false",
                    anything(),
                    MEDIUM,
                    "Whether an unknown setting is an error and not a warning."),
            setting(
                    "kurier.timing",
                    STRING,
                    "sampled",
                    oneOf("sampled", "all", "off"),
                    LOW,
                    "Which records have their time measured stage by stage: one in 1,024, all, or none."),
            setting(
                    "kurier.heal.timeout.ms",
                    LONG,
                    "300000",
                    atLeast(0),
                    LOW,
                    "How long a batch reported as UNKNOWN is still sent again, so that its successors keep their numbers."),
            setting(
                    "kurier.topic.recreation",
                    STRING,
                    "follow",
                    oneOf("follow", "fail"),
                    LOW,
                    "What becomes of waiting records when their topic is deleted and created again: they are sent to the new one, or fail."),
            setting(
                    "kurier.max.response.bytes",
                    INT,
                    "16777216",
                    between(1024, Integer.MAX_VALUE),
                    LOW,
                    "The longest answer taken from a broker; a longer one ends the connection."),
            setting(
                    "kurier.listeners",
                    LIST,
                    "",
                    anything(),
                    LOW,
                    "Listeners that are told of each stage of a record's life, in this order."),
            setting(
                    "kurier.plugin.path",
                    LIST,
                    "",
                    anything(),
                    MEDIUM,
                    "Jars and directories to look for plugins in. Each jar, and each sub-directory of jars, is one plugin with a class loader of its own."));

    private OwnTable() {}
}
