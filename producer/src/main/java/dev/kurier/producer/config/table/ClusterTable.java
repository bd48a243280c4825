package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.atLeast;
import static dev.kurier.producer.config.table.Allowed.oneOf;
import static dev.kurier.producer.config.table.Allowed.oneOfAnyCase;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings that name the producer, the cluster, and what is known of it. */
final class ClusterTable {
    static final List<Setting> ROWS = List.of(
            setting(
                    "bootstrap.servers",
                    LIST,
                    null,
                    anything(),
                    HIGH,
                    "Brokers to start from, as host:port, host:port …; the first that answers tells the rest. Name at least two."),
            setting(
                            "bootstrap.resolve.timeout.ms",
                            LONG,
                            "0",
                            atLeast(0),
                            HIGH,
                            "How long the names of bootstrap.servers may take to resolve while the producer is built. Kurier resolves them when it connects, for as long as records wait.")
                    .notYet(),
            setting(
                            "client.dns.lookup",
                            STRING,
                            "use_all_dns_ips",
                            oneOf("use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"),
                            MEDIUM,
                            "How host names become addresses. Kurier tries all addresses of a name.")
                    .notYet(),
            setting(
                    "client.id",
                    STRING,
                    "",
                    anything(),
                    MEDIUM,
                    "The producer's name in the brokers' logs, quotas and metrics; producer-1, producer-2 … if left out."),
            setting(
                    "client.rack",
                    STRING,
                    "",
                    anything(),
                    LOW,
                    "The rack that the producer runs in; for partitioners that look at racks."),
            setting(
                    "metadata.max.age.ms",
                    LONG,
                    "300000",
                    atLeast(0),
                    LOW,
                    "After how long the knowledge of the cluster is asked for again even if nothing went wrong."),
            setting(
                    "metadata.max.idle.ms",
                    LONG,
                    "300000",
                    atLeast(5000),
                    LOW,
                    "After how long without a record a topic is forgotten."),
            setting(
                    "metadata.recovery.strategy",
                    STRING,
                    "rebootstrap",
                    oneOfAnyCase("rebootstrap", "none"),
                    LOW,
                    "What to do when no known broker answers: start over from bootstrap.servers, or keep trying."),
            setting(
                    "metadata.recovery.rebootstrap.trigger.ms",
                    LONG,
                    "300000",
                    atLeast(0),
                    LOW,
                    "After how long without metadata that is wanted the producer starts over from bootstrap.servers."),
            setting(
                            "metadata.cluster.check.enable",
                            BOOLEAN,
                            "true",
                            anything(),
                            LOW,
                            "Whether the cluster is asked to refuse requests meant for another cluster or broker (KIP-1242).")
                    .notYet("false"),
            setting(
                            "config.providers",
                            LIST,
                            "",
                            anything(),
                            LOW,
                            "Providers that fetch values from elsewhere. Kurier takes values as they are written.")
                    .notYet());

    private ClusterTable() {}
}
