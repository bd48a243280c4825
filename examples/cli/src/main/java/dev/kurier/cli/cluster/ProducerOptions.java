package dev.kurier.cli.cluster;

import dev.kurier.cli.console.CommandFailure;
import dev.kurier.cli.console.ExitCode;
import dev.kurier.cli.console.SettingOption;
import dev.kurier.cli.console.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Reads the options that become the producer's settings.
 *
 * <p>From weak to strong: what the command prefers, the file, {@code -X}, the options with a name of their own.
 */
public final class ProducerOptions {
    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description = "Where to start: brokers, separated by commas. Default: a stub in this process.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "-X",
            paramLabel = "KEY=VALUE",
            description = "A setting of the producer, such as acks=all. May be repeated.")
    private List<SettingOption> given = new ArrayList<>();

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the producer, as a properties file.")
    private @Nullable Path file;

    @Option(
            names = "--key-serializer",
            paramLabel = "NAME",
            description = "Name or class of the key's serializer. Default: string.")
    private @Nullable String keySerializer;

    @Option(
            names = "--value-serializer",
            paramLabel = "NAME",
            description = "Name or class of the value's serializer. Default: string.")
    private @Nullable String valueSerializer;

    @Option(
            names = "--plugin-path",
            paramLabel = "PATH",
            description = "Where to look for plugins: jars and directories, separated by commas.")
    private @Nullable String pluginPath;

    /** Makes options that picocli fills. */
    public ProducerOptions() {}

    /**
     * Merges all sources over what the command prefers.
     *
     * @throws CommandFailure if the file can't be read
     */
    public Map<String, String> settings(Map<String, String> preferred) {
        Map<String, String> settings = new LinkedHashMap<>(preferred);
        if (file != null) {
            settings.putAll(read(file));
        }
        settings.putAll(SettingOption.toMap(given));
        putIfGiven(settings, "bootstrap.servers", bootstrapServers);
        putIfGiven(settings, "key.serializer", keySerializer);
        putIfGiven(settings, "value.serializer", valueSerializer);
        putIfGiven(settings, "kurier.plugin.path", pluginPath);
        return settings;
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        Properties properties = new Properties() {
            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                String earlier = settings.put((String) key, ((String) value).trim());
                if (earlier != null && !earlier.equals(((String) value).trim())) {
                    throw refusal(file, "has " + key + " twice, with different values. Leave one out.");
                }
                return earlier;
            }
        };
        try {
            properties.load(new StringReader(TextFile.read("--config", file)));
        } catch (IOException | IllegalArgumentException e) {
            throw refusal(
                    file, "can't be read as a properties file (" + e.getMessage() + "): must be lines of key=value.");
        }
        return settings;
    }

    private static CommandFailure refusal(Path file, String reason) {
        return new CommandFailure(ExitCode.CONFIG, "--config=" + file + " " + reason);
    }

    private static void putIfGiven(Map<String, String> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value.trim());
        }
    }
}
