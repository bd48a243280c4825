package dev.kurier.integrationtests.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the settings of a broker, usually its own controller. */
final class ServerProperties {
    private static final String ROLES = "process.roles";
    private static final String BROKER_ONLY = "broker";

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
     * @param overrides settings that replace or add to the ones below
     */
    static Path write(Path directory, int brokerPort, int controllerPort, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.id", "1");
        settings.put(ROLES, "broker,controller");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        boolean isController = !BROKER_ONLY.equals(overrides.get(ROLES));
        settings.put(
                "listeners",
                "BROKER://127.0.0.1:" + brokerPort + (isController ? ",CONTROLLER://127.0.0.1:" + controllerPort : ""));
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.resolve("data").toString());
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // After kill -9 the broker may register again only when its old session has ended: 9 s by default.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // The topics are small, the brokers on this machine many.
        settings.put("num.io.threads", "2");
        settings.put("num.network.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.putAll(overrides);
        String text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            return Files.writeString(directory.resolve("server.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
