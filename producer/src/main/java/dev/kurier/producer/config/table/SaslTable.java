package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.between;
import static dev.kurier.producer.config.table.Allowed.fraction;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.CLASS;
import static dev.kurier.producer.config.table.ValueType.DOUBLE;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.PASSWORD;
import static dev.kurier.producer.config.table.ValueType.SHORT;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings of authentication, none of which is supported yet. */
final class SaslTable {
    static final List<Setting> ROWS = List.of(
            setting("sasl.mechanism", STRING, "GSSAPI", anything(), MEDIUM, "How the client proves who it is.")
                    .notYet(),
            setting(
                            "sasl.jaas.config",
                            PASSWORD,
                            null,
                            anything(),
                            MEDIUM,
                            "User, password and options of the mechanism.")
                    .notYet(),
            setting(
                            "sasl.client.callback.handler.class",
                            CLASS,
                            null,
                            anything(),
                            MEDIUM,
                            "A class that answers the mechanism's questions.")
                    .notYet(),
            setting(
                            "sasl.login.callback.handler.class",
                            CLASS,
                            null,
                            anything(),
                            MEDIUM,
                            "A class that answers the login's questions.")
                    .notYet(),
            setting("sasl.login.class", CLASS, null, anything(), MEDIUM, "A class that logs in.")
                    .notYet(),
            setting(
                            "sasl.kerberos.service.name",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "The Kerberos name that the brokers run under.")
                    .notYet(),
            setting(
                            "sasl.kerberos.kinit.cmd",
                            STRING,
                            "/usr/bin/kinit",
                            anything(),
                            LOW,
                            "The path of the kinit command.")
                    .notYet(),
            setting(
                            "sasl.kerberos.ticket.renew.window.factor",
                            DOUBLE,
                            "0.8",
                            anything(),
                            LOW,
                            "The share of a ticket's life after which it is renewed.")
                    .notYet(),
            setting(
                            "sasl.kerberos.ticket.renew.jitter",
                            DOUBLE,
                            "0.05",
                            anything(),
                            LOW,
                            "The random share added to the time of renewal.")
                    .notYet(),
            setting(
                            "sasl.kerberos.min.time.before.relogin",
                            LONG,
                            "60000",
                            anything(),
                            LOW,
                            "The least time between two ticket renewals, in milliseconds.")
                    .notYet(),
            setting(
                            "sasl.login.refresh.window.factor",
                            DOUBLE,
                            "0.8",
                            fraction(0.5, 1.0),
                            LOW,
                            "The share of a credential's life after which it is refreshed.")
                    .notYet(),
            setting(
                            "sasl.login.refresh.window.jitter",
                            DOUBLE,
                            "0.05",
                            fraction(0.0, 0.25),
                            LOW,
                            "The random share added to the time of refresh.")
                    .notYet(),
            setting(
                            "sasl.login.refresh.min.period.seconds",
                            SHORT,
                            "60",
                            between(0, 900),
                            LOW,
                            "The least time between two refreshes.")
                    .notYet(),
            setting(
                            "sasl.login.refresh.buffer.seconds",
                            SHORT,
                            "300",
                            between(0, 3600),
                            LOW,
                            "The time to keep free before a credential expires.")
                    .notYet(),
            setting(
                            "sasl.login.connect.timeout.ms",
                            INT,
                            null,
                            anything(),
                            LOW,
                            "How long connecting to the outside authentication server may take.")
                    .notYet(),
            setting(
                            "sasl.login.read.timeout.ms",
                            INT,
                            null,
                            anything(),
                            LOW,
                            "How long an answer of the outside authentication server may take.")
                    .notYet(),
            setting(
                            "sasl.login.retry.backoff.ms",
                            LONG,
                            "100",
                            anything(),
                            LOW,
                            "The wait before the first retry of a login.")
                    .notYet(),
            setting(
                            "sasl.login.retry.backoff.max.ms",
                            LONG,
                            "10000",
                            anything(),
                            LOW,
                            "The longest wait between two retries of a login.")
                    .notYet());

    private SaslTable() {}
}
