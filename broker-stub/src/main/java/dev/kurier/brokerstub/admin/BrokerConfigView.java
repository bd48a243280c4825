package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterSettings;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.config.ConfigType;
import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.release.Release;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse.Config;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse.Synonym;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a broker is configured with: what the cluster was built with, and what topics default to. */
final class BrokerConfigView {
    private static final byte BROKER = 4;
    private static final byte DEFAULT = 5;

    private final List<Config> configs = new ArrayList<>();
    private final boolean withSynonyms;

    private BrokerConfigView(boolean withSynonyms) {
        this.withSynonyms = withSynonyms;
    }

    static List<Config> of(ClusterState state, Broker broker, boolean withSynonyms) {
        BrokerConfigView view = new BrokerConfigView(withSynonyms);
        view.addSettings(state.settings(), broker);
        view.addRetention();
        view.addDefaultsOfTopics(state.brokerConfigs());
        return view.configs;
    }

    private void addSettings(ClusterSettings settings, Broker broker) {
        if (!settings.release().isBefore(Release.KAFKA_3_9)) {
            add("node.id", String.valueOf(broker.id()), null, ConfigType.INT, true);
        }
        add("broker.id", String.valueOf(broker.id()), "-1", ConfigType.INT, true);
        add("listeners", "PLAINTEXT://" + broker.listenHostPort(), "PLAINTEXT://:9092", ConfigType.LIST, false);
        add("advertised.listeners", "PLAINTEXT://" + broker.hostPort(), null, ConfigType.LIST, true);
        add("auto.create.topics.enable", String.valueOf(settings.autoCreateTopics()), "true", ConfigType.BOOLEAN, true);
        add("delete.topic.enable", "true", "true", ConfigType.BOOLEAN, true);
        add("num.partitions", String.valueOf(settings.defaultPartitions()), "1", ConfigType.INT, true);
        add(
                "default.replication.factor",
                String.valueOf(Math.min(settings.replicationFactor(), settings.brokers())),
                "1",
                ConfigType.INT,
                true);
        add(
                "replica.lag.time.max.ms",
                String.valueOf(settings.replicaLagTimeNs() / 1_000_000),
                "30000",
                ConfigType.LONG,
                true);
    }

    /** A broker's own unit is the hour; the finer ones are not set. */
    private void addRetention() {
        add("log.retention.hours", "168", "168", ConfigType.INT, true);
        configs.add(
                new Config("log.retention.ms", null, false, DEFAULT, false, List.of(), ConfigType.LONG.code(), null));
    }

    private void addDefaultsOfTopics(TopicConfigs brokers) {
        for (TopicConfigKey key : brokers.keys()) {
            String name = key.brokerKey();
            if (name != null && key != TopicConfigKey.RETENTION_MS) {
                add(name, brokers.value(key), brokers.defaultValue(key), key.type(), false);
            }
        }
    }

    private void add(String name, String value, @Nullable String defaultValue, ConfigType type, boolean readOnly) {
        boolean isDefault = value.equals(defaultValue);
        List<Synonym> synonyms = new ArrayList<>();
        if (withSynonyms && !isDefault) {
            synonyms.add(new Synonym(name, value, BROKER));
        }
        if (withSynonyms && defaultValue != null) {
            synonyms.add(new Synonym(name, defaultValue, DEFAULT));
        }
        configs.add(
                new Config(name, value, readOnly, isDefault ? DEFAULT : BROKER, false, synonyms, type.code(), null));
    }
}
