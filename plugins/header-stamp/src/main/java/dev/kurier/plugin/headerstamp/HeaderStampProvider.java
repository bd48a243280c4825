package dev.kurier.plugin.headerstamp;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Plugin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes interceptors that add headers.
 *
 * <p>A header {@code NAME} is the setting {@code header.NAME}; its value is a text with placeholders in braces, such as
 * {@code {client.id}}. The headers are added in the order of their names.
 */
@Plugin(
        name = "header-stamp",
        aliases = {"HeaderStamp"},
        summary = "Adds headers to every record: fixed texts, client id, host, time, UUID, sequence.")
public final class HeaderStampProvider implements InterceptorProvider {
    private static final PluginSetting<Map<String, String>> HEADERS = PluginSetting.under(
            "header.", "The value of the header of that name, with placeholders such as {uuid}; {{ is a brace.");
    private static final PluginSetting<Existing> EXISTING = PluginSetting.oneOf(
                    "existing",
                    "What happens to a header of that name that the record has already: keep it and add none, add one"
                            + " behind it, or replace it.",
                    Existing.class)
            .withDefault(Existing.KEEP);
    private static final PluginSetting<List<String>> TOPICS = PluginSetting.list(
                    "topics", "The topics whose records get headers; a name may end in * for all that begin so.")
            .withDefault(List.of("*"));

    private final Clock clock;

    /** Makes the provider. */
    public HeaderStampProvider() {
        this(Clock.systemUTC());
    }

    HeaderStampProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(HEADERS, EXISTING, TOPICS);
    }

    @Override
    public Interceptor<Object, Object> create(PluginSettings settings) {
        Placeholders placeholders = new Placeholders(settings.clientId(), clock);
        List<Stamp> stamps = new ArrayList<>();
        // Settings come in no order.
        new TreeMap<>(settings.get(HEADERS))
                .forEach((name, text) -> stamps.add(new Stamp(name, template(name, text, placeholders))));
        if (stamps.isEmpty()) {
            throw new PluginException(
                    "it adds no header: set at least one, for example header.source={client.id}", null);
        }
        return new HeaderStampInterceptor(stamps, settings.get(EXISTING), new TopicChoice(settings.get(TOPICS)));
    }

    private static Template template(String name, String text, Placeholders placeholders) {
        if (name.isEmpty()) {
            throw new PluginException("its setting header. names no header: write header.NAME", null);
        }
        try {
            return Template.parse(text, placeholders);
        } catch (IllegalArgumentException e) {
            throw new PluginException("its setting header." + name + " " + e.getMessage(), e);
        }
    }
}
