package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.oneOf;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings of what is measured and reported. */
final class MetricsTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "metrics.sample.window.ms",
                    LONG,
                    "30000",
                    atLeast(0),
                    LOW,
                    "The length of one sample of averages and rates."),
            setting(
                    "metrics.num.samples",
                    INT,
                    "2",
                    atLeast(1),
                    LOW,
                    "How many samples averages and rates are made of."),
            setting(
                            "metrics.recording.level",
                            STRING,
                            "INFO",
                            oneOf("INFO", "DEBUG", "TRACE"),
                            LOW,
                            "How much is measured. Kurier has one level; see kurier.timing for times per record.")
                    .notYet(),
            setting(
                            "metric.reporters",
                            LIST,
                            "org.apache.kafka.common.metrics.JmxReporter",
                            anything(),
                            LOW,
                            "Classes that report metrics elsewhere. Kurier has no reporters (and no JMX beans): read Producer.metrics().")
                    .notYet(""),
            setting(
                            "enable.metrics.push",
                            BOOLEAN,
                            "true",
                            anything(),
                            LOW,
                            "Whether metrics are pushed to the brokers (KIP-714). Kurier pushes nothing.")
                    .notYet("false"));

    private MetricsTable() {}
}
