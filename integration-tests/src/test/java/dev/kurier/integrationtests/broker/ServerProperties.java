package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the settings of a broker, usually its own controller, or with a ZooKeeper of its own. */
final class ServerProperties {
    private static final String ROLES = "process.roles";
    private static final String BROKER_ONLY = "broker";
    private static final Set<String> LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private ServerProperties() {}

    /** Returns the overrides of a broker that has its controller elsewhere. */
    static Map<String, String> another(int id, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        all.put("node.id", String.valueOf(id));
        all.put(ROLES, BROKER_ONLY);
        return all;
    }

    /**
     * Writes {@code server.properties} into {@code directory} and returns its path.
     *
     * @param metadataPort the port of the controller or of ZooKeeper
     * @param overrides settings that replace the ones below; listeners are added to them
     */
    static Path write(
            KafkaVersion version, Path directory, int brokerPort, int metadataPort, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listeners", "BROKER://127.0.0.1:" + brokerPort);
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        if (version.isKRaft()) {
            addQuorum(settings, metadataPort, !BROKER_ONLY.equals(overrides.get(ROLES)));
        } else {
            settings.put("broker.id", "1");
            settings.put("zookeeper.connect", "127.0.0.1:" + metadataPort);
        }
        settings.put("log.dirs", directory.resolve("data").toString());
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // The topics are small, the brokers on this machine many.
        settings.put("num.io.threads", "2");
        settings.put("num.network.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        overrides.forEach((key, value) -> settings.merge(
                key, value, (present, override) -> LISTENERS.contains(key) ? present + "," + override : override));
        return write(directory.resolve("server.properties"), settings);
    }

    private static void addQuorum(Map<String, String> settings, int controllerPort, boolean isController) {
        settings.put("node.id", "1");
        settings.put(ROLES, "broker,controller");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        if (isController) {
            settings.merge("listeners", "CONTROLLER://127.0.0.1:" + controllerPort, (one, other) -> one + "," + other);
        }
        // After kill -9 the broker may register again only when its old session has ended: 9 s by default.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    /** Writes {@code zookeeper.properties} into {@code directory} and returns its path. */
    static Path writeZooKeeper(Path directory, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("dataDir", directory.resolve("zookeeper").toString());
        settings.put("clientPort", String.valueOf(port));
        settings.put("clientPortAddress", "127.0.0.1");
        settings.put("admin.enableServer", "false");
        return write(directory.resolve("zookeeper.properties"), settings);
    }

    private static Path write(Path file, Map<String, String> settings) {
        String text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
