package dev.kurier.producer.config.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows every setting: the 120 of kafka-clients 4.4.0 and Kurier's own. */
public final class KnownSettings {
    private static final List<Group> GROUPS = List.of(
            new Group("Finding the cluster", ClusterTable.ROWS),
            new Group("Plugins", PluginTable.ROWS),
            new Group("Delivery", DeliveryTable.ROWS),
            new Group("Batching", BatchingTable.ROWS),
            new Group("Connections", ConnectionTable.ROWS),
            new Group("Metrics", MetricsTable.ROWS),
            new Group("Kurier's own", OwnTable.ROWS),
            new Group("TLS", TlsTable.ROWS),
            new Group("SASL", SaslTable.ROWS),
            new Group("OAuth", OauthTable.ROWS));

    private static final Map<String, Setting> BY_NAME = byName();

    private KnownSettings() {}

    /**
     * Gathers settings under a heading.
     *
     * @param title the heading
     * @param settings in the order of reading
     */
    public record Group(String title, List<Setting> settings) {}

    /** All settings by heading, in the order of reading. */
    public static List<Group> groups() {
        return GROUPS;
    }

    /** All settings, in the order of reading. */
    public static Collection<Setting> all() {
        return BY_NAME.values();
    }

    /** The setting of that name, or null. */
    public static @Nullable Setting find(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Setting> byName() {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Group group : GROUPS) {
            for (Setting setting : group.settings()) {
                if (settings.put(setting.name(), setting) != null) {
                    throw new IllegalStateException(setting.name() + " is in the tables twice");
                }
            }
        }
        return settings;
    }
}
