package dev.kurier.api.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.error.PluginException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginSettingsTest {
    private enum Mode {
        FAST,
        BY_KEY
    }

    private static final PluginSetting<Boolean> BOOL =
            PluginSetting.bool("bool", "A switch.").withDefault(false);
    private static final PluginSetting<Integer> NUMBER =
            PluginSetting.integer("number", "A number.", 1, 9).withDefault(5);
    private static final PluginSetting<Duration> TIME =
            PluginSetting.millis("time.ms", "A time.", 0, 1000).withDefault(Duration.ofMillis(7));
    private static final PluginSetting<Mode> MODE =
            PluginSetting.oneOf("mode", "A mode.", Mode.class).withDefault(Mode.FAST);
    private static final PluginSetting<List<String>> LIST =
            PluginSetting.list("list", "Some words.").withDefault(List.of());
    private static final PluginSetting<Optional<Secret>> TOKEN =
            PluginSetting.secret("token", "A token.").optional();
    private static final PluginSetting<Map<String, String>> HEADERS = PluginSetting.under("header.", "Any headers.");
    private static final PluginSetting<String> NEEDED = PluginSetting.text("url", "Where the registry is.")
            .allowed(url -> url.startsWith("http"), "an http or https URL");
    private static final List<PluginSetting<?>> ALL = List.of(BOOL, NUMBER, TIME, MODE, LIST, TOKEN, HEADERS, NEEDED);

    @Test
    void valuesAreReadAsTheirTypes() {
        PluginSettings settings = PluginSettings.of(
                "client",
                ALL,
                Map.ofEntries(
                        Map.entry("bool", " TRUE "),
                        Map.entry("number", "9"),
                        Map.entry("time.ms", "1000"),
                        Map.entry("mode", "by-key"),
                        Map.entry("list", "a, b,,c"),
                        Map.entry("token", "s3cret"),
                        Map.entry("header.x-a", "1"),
                        Map.entry("header.b.c", "2"),
                        Map.entry("url", "https://registry")));

        assertThat(settings.clientId()).isEqualTo("client");
        assertThat(settings.get(BOOL)).isTrue();
        assertThat(settings.get(NUMBER)).isEqualTo(9);
        assertThat(settings.get(TIME)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(MODE)).isEqualTo(Mode.BY_KEY);
        assertThat(settings.get(LIST)).containsExactly("a", "b", "c");
        assertThat(settings.get(TOKEN).orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(settings.get(HEADERS)).isEqualTo(Map.of("x-a", "1", "b.c", "2"));
        assertThat(settings.get(NEEDED)).isEqualTo("https://registry");
    }

    @Test
    void whatNobodyHasReadIsKnown() {
        PluginSettings settings = PluginSettings.of("client", List.of(BOOL, NUMBER, LIST), Map.of("number", "9"));
        assertThat(settings.unread()).containsExactly("bool", "list", "number");

        settings.get(NUMBER);
        settings.get(BOOL);

        assertThat(settings.unread()).containsExactly("list");
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        PluginSettings settings = PluginSettings.of("client", ALL, Map.of("url", "http://registry"));

        assertThat(settings.get(BOOL)).isFalse();
        assertThat(settings.get(NUMBER)).isEqualTo(5);
        assertThat(settings.get(TIME)).isEqualTo(Duration.ofMillis(7));
        assertThat(settings.get(MODE)).isEqualTo(Mode.FAST);
        assertThat(settings.get(LIST)).isEmpty();
        assertThat(settings.get(TOKEN)).isEmpty();
        assertThat(settings.get(HEADERS)).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceEachWithWhatIsAllowed() {
        assertThatThrownBy(() -> PluginSettings.of(
                        "client", ALL, Map.of("bool", "yes", "number", "10", "mode", "slow", "nubmer", "3")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("its setting bool=yes must be true or false")
                .hasMessageContaining("its setting number=10 must be a whole number from 1 to 9")
                .hasMessageContaining("its setting mode=slow must be one of fast, by-key")
                .hasMessageContaining(
                        "its setting url is missing: it must be an http or https URL. Where the registry is.")
                .hasMessageContaining(
                        "it has no setting nubmer. Did you mean number? It takes bool, header., list, mode,");
    }

    @Test
    void aSecretIsInNoMessage() {
        PluginSetting<Secret> pin = PluginSetting.secret("pin", "A pin.")
                .allowed(secret -> secret.reveal().length() == 4, "four digits");

        assertThatThrownBy(() -> PluginSettings.of("client", List.of(pin), Map.of("pin", "hunter2")))
                .hasMessageContaining("its setting pin=[hidden] must be four digits")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        PluginSetting<Secret> careless = PluginSetting.secret("pin", "A pin.")
                .allowed(secret -> LocalDate.parse(secret.reveal()) != null, "a date");
        assertThatThrownBy(() -> PluginSettings.of("client", List.of(careless), Map.of("pin", "hunter2")))
                .hasMessageContaining("its setting pin=[hidden] must be a date")
                .hasNoCause();
        assertThat(pin.withDefault(Secret.of("hunter2")).toString()).doesNotContain("hunter2");
        assertThat(PluginSettings.of("client", List.of(pin), Map.of("pin", "1234"))
                        .toString())
                .doesNotContain("1234");
        assertThat(Secret.of("1234").toString()).doesNotContain("1234");
    }

    @Test
    void askingForASettingThatIsNotListedIsTheAuthorsMistake() {
        PluginSettings settings = PluginSettings.of("client", List.of(BOOL), Map.of());

        assertThatThrownBy(() -> settings.get(NUMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number is not listed by the provider's settings()");
    }
}
