package dev.kurier.plugin.logging;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Plugin;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes interceptors that log records and how they ended.
 *
 * <p>Without settings: each record and its end at debug level to the logger {@code kurier.records}, failures as warnings,
 * keys shown, values not.
 */
@Plugin(
        name = "logging",
        aliases = {"LoggingInterceptor"},
        summary = "Logs records and how they ended, each or every n-th; values only if asked for.")
public final class LoggingProvider implements InterceptorProvider {
    private static final PluginSetting<String> LOGGER = PluginSetting.text("logger", "The name of the logger.")
            .allowed(name -> !name.isEmpty(), "the name of a logger, not empty")
            .withDefault("kurier.records");
    private static final PluginSetting<Level> LEVEL = PluginSetting.oneOf(
                    "level", "The level for records that are sent or written.", Level.class)
            .withDefault(Level.DEBUG);
    private static final PluginSetting<Level> FAILURE_LEVEL = PluginSetting.oneOf(
                    "failure.level", "The level for records that failed.", Level.class)
            .withDefault(Level.WARN);
    private static final PluginSetting<Integer> EVERY = PluginSetting.integer(
                    "every",
                    "Logs the first of so many records, and of so many ends; failures are all logged.",
                    1,
                    Integer.MAX_VALUE)
            .withDefault(1);
    private static final PluginSetting<KeyView> KEY = PluginSetting.oneOf(
                    "key", "What is logged of keys: all, their length only, or nothing.", KeyView.class)
            .withDefault(KeyView.SHOWN);
    private static final PluginSetting<Boolean> VALUE =
            PluginSetting.bool("value", "Logs values; they may be secrets.").withDefault(false);
    private static final PluginSetting<Integer> MAX_LENGTH = PluginSetting.integer(
                    "max.length", "After how many characters a key or value is cut.", 1, 1_000_000)
            .withDefault(200);

    /** Makes the provider. */
    public LoggingProvider() {}

    @Override
    public List<PluginSetting<?>> settings() {
        return List.of(LOGGER, LEVEL, FAILURE_LEVEL, EVERY, KEY, VALUE, MAX_LENGTH);
    }

    @Override
    public Interceptor<Object, Object> create(PluginSettings settings) {
        RecordText text = new RecordText(
                settings.clientId(), settings.get(KEY), settings.get(VALUE), new TextCut(settings.get(MAX_LENGTH)));
        return new LoggingInterceptor(
                LoggerFactory.getLogger(settings.get(LOGGER)),
                text,
                new LoggingInterceptor.Levels(settings.get(LEVEL), settings.get(FAILURE_LEVEL)),
                settings.get(EVERY));
    }
}
