package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/settings.md} what the tables say. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final String COMMAND = "mvn -pl producer -am test -Dtest=SettingsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dkurier.regenerate=true";

    private static final String HEAD = """
            # Settings

            <!-- Generated from the tables in producer/src/main/java/dev/kurier/producer/config/table. Do not edit:
                 %s -->

            A producer takes its settings as a `Map` or `Properties`, under the names of Kafka's Java client; a
            `producer.properties` written for that client loads unchanged, unless it asks for what is not there yet. The defaults
            are those of kafka-clients 4.4.0, except `acks`, which is 1.

            - Every problem of a configuration is reported in one error. Nothing is switched off silently: where a setting
              changes another or is without effect, a warning says so, and one line at start says what "done" means.
            - **Not yet** marks settings that Kurier knows but does not follow. They are refused, unless they ask for what
              Kurier does anyway.
            - An unknown name is a warning with the nearest known one; with `kurier.strict=true` it is an error.
            - Passwords are never shown in a message or a log.

            ## Rules between settings

            | if | then |
            | --- | --- |
            | `enable.idempotence=true` is set, `acks` is not | `acks` is `all` |
            | `enable.idempotence=true` with another `acks`, with `retries=0`, or with `max.in.flight.requests.per.connection` above 5 | error that names both |
            | `enable.idempotence` is not set | sequence numbers are used with `acks=1` and `acks=all`; never with `acks=0` |
            | `max.in.flight.requests.per.connection` above 5 while sequence numbers are used | warning: still at most 5 batches of one partition |
            | `delivery.timeout.ms` is below `linger.ms` + `request.timeout.ms` | error if it was set; else it is raised, with a warning |
            | `request.timeout.ms=0` | error: every request would time out at once |
            | `max.request.size` is below 85, which the smallest batch may take | error: no record would be let through |
            | a list has an entry twice | it counts once, with a warning |
            | a name has blanks around it, or letters that can't be seen, such as a byte-order mark | error if it is a known setting without them |
            | `buffer.memory` is below `batch.size` | error |
            | `max.request.size` is above `buffer.memory`, or below `batch.size` | warning; batches are at most `max.request.size` |
            | `batch.size=0` | as 1: every record is a batch of its own |
            | a `compression.….level` of a codec that is not used | warning |
            | `retry.backoff.ms` above `retry.backoff.max.ms` (also for reconnects and connection set-up) | warning: waits do not grow, none is longer than the latter |
            | `reconnect.backoff.ms` is set, `reconnect.backoff.max.ms` is not | the latter equals the former |
            | `partitioner.…` settings of the default partitioner with another `partitioner.class` | warning |
            | `bootstrap.servers` names one host only | warning |

            ## Settings of plugins

            What stands under the chosen plugin's name belongs to it: with `value.serializer=json` the plugin reads
            `value.serializer.json.indent=true` as `indent`. The same holds for `key.serializer.NAME.…`,
            `partitioner.NAME.…` and `interceptor.NAME.…`; NAME is the plugin's name, one of its aliases, or the class name.

            Kafka's `key.serializer.encoding`, `value.serializer.encoding` and, for both, `serializer.encoding` name the charset of
            the serializer `string`; without them it is UTF-8.
            """.formatted(COMMAND);

    @Test
    void isWhatTheTablesSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("kurier.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("run " + COMMAND).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (KnownSettings.Group group : KnownSettings.groups()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| setting | what it does | type | default | allowed | importance |\n");
            page.append("| --- | --- | --- | --- | --- | --- |\n");
            group.settings().forEach(setting -> page.append(row(setting)));
        }
        return page.toString();
    }

    private static String row(Setting setting) {
        String unit = setting.unit().isEmpty() ? "" : ", " + setting.unit();
        return "| `" + setting.name() + "` | " + (setting.isSupported() ? "" : "**Not yet.** ") + setting.doc() + " | "
                + word(setting.type()) + unit + " | " + defaultOf(setting) + " | "
                + setting.allowed().describe()
                + " | " + word(setting.importance()) + " |\n";
    }

    private static String defaultOf(Setting setting) {
        String value = setting.defaultValue();
        return value == null ? "none" : value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
