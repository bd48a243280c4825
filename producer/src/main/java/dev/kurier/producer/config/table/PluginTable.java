package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.CLASS;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.LONG;

import java.util.List;

/** Lists the settings that choose serializers, partitioner and interceptors. */
final class PluginTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "key.serializer",
                    CLASS,
                    null,
                    anything(),
                    HIGH,
                    "What turns keys into bytes: a plugin's name (string, long, void …), a class of its own, or the name of Kafka's class. Required; void for records without keys."),
            setting(
                    "value.serializer",
                    CLASS,
                    null,
                    anything(),
                    HIGH,
                    "What turns values into bytes; chosen as key.serializer. Required."),
            setting(
                    "partitioner.class",
                    CLASS,
                    null,
                    anything(),
                    MEDIUM,
                    "What chooses the partition of a record that names none: default (if left out), round-robin, sticky, librdkafka's (consistent-random, murmur2-random …), or a plugin."),
            setting(
                    "partitioner.ignore.keys",
                    BOOLEAN,
                    "false",
                    anything(),
                    MEDIUM,
                    "Whether the default partitioner treats records with a key as if they had none."),
            setting(
                    "partitioner.adaptive.partitioning.enable",
                    BOOLEAN,
                    "true",
                    anything(),
                    LOW,
                    "Whether the default partitioner gives fewer records to partitions whose leader is behind (KIP-794)."),
            setting(
                    "partitioner.availability.timeout.ms",
                    LONG,
                    "0",
                    atLeast(0),
                    LOW,
                    "After how long a leader that takes nothing is left out by the default partitioner; 0: never."),
            setting(
                    "partitioner.rack.aware",
                    BOOLEAN,
                    "false",
                    anything(),
                    LOW,
                    "Whether the default partitioner prefers leaders in client.rack for records without a key (KIP-1123)."),
            setting(
                    "interceptor.classes",
                    LIST,
                    "",
                    anything(),
                    LOW,
                    "Interceptors that see each record before it is serialized and how it ended, in this order."));

    private PluginTable() {}
}
