package dev.kurier.cli;

import com.google.common.base.Strings;
import dev.kurier.protocol.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which Kurier this is, on which Java, and which versions of which Kafka APIs it speaks. */
final class Version implements IVersionProvider {
    /** What a producer needs; the protocol module knows more for the broker stub. */
    private static final List<ApiKey> SPOKEN =
            List.of(ApiKey.PRODUCE, ApiKey.METADATA, ApiKey.API_VERSIONS, ApiKey.INIT_PRODUCER_ID);

    Version() {}

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        lines.add("kurier " + number());
        lines.add("Java " + System.getProperty("java.version"));
        for (ApiKey api : SPOKEN) {
            lines.add(Strings.padEnd(api.name(), 18, ' ') + " v" + api.oldestVersion() + " to v" + api.newestVersion());
        }
        return lines.toArray(String[]::new);
    }

    private static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "(unknown version)");
    }
}
