package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.oneOfAnyCase;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings of sockets. */
final class ConnectionTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "send.buffer.bytes",
                    INT,
                    "131072",
                    atLeast(-1),
                    MEDIUM,
                    "The socket's send buffer (SO_SNDBUF); -1 leaves it to the system."),
            setting(
                    "receive.buffer.bytes",
                    INT,
                    "32768",
                    atLeast(-1),
                    MEDIUM,
                    "The socket's receive buffer (SO_RCVBUF); -1 leaves it to the system."),
            setting(
                    "reconnect.backoff.ms",
                    LONG,
                    "50",
                    atLeast(0),
                    LOW,
                    "The wait before a broker is connected to again; it doubles with each failure. Given alone it sets reconnect.backoff.max.ms too."),
            setting(
                    "reconnect.backoff.max.ms",
                    LONG,
                    "1000",
                    atLeast(0),
                    LOW,
                    "The longest wait between two attempts to connect to a broker."),
            setting(
                    "socket.connection.setup.timeout.ms",
                    LONG,
                    "10000",
                    atLeast(1),
                    MEDIUM,
                    "How long a TCP connection may take to stand; it doubles each time that this was too short."),
            setting(
                    "socket.connection.setup.timeout.max.ms",
                    LONG,
                    "30000",
                    atLeast(0),
                    MEDIUM,
                    "The longest that connecting may take."),
            setting(
                    "connections.max.idle.ms",
                    LONG,
                    "540000",
                    anything(),
                    MEDIUM,
                    "After how long without traffic a connection is closed; negative: never."),
            setting(
                            "security.protocol",
                            STRING,
                            "PLAINTEXT",
                            oneOfAnyCase("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                            MEDIUM,
                            "Whether connections are encrypted and authenticated.")
                    .notYet(),
            setting("security.providers", STRING, null, anything(), LOW, "Security providers to install in the JVM.")
                    .notYet());

    private ConnectionTable() {}
}
