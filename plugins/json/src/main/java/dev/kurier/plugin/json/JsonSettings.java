package dev.kurier.plugin.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists the plugin's settings and says what each means to Jackson. */
final class JsonSettings {
    static final PluginSetting<Boolean> INDENT = PluginSetting.bool(
                    "indent", "Writes each property on a line of its own, for people who read it.")
            .withDefault(false);
    static final PluginSetting<Optional<Boolean>> SORT_KEYS = PluginSetting.bool(
                    "sort.keys",
                    "Sorts properties and the keys of maps by name, so that equal objects have equal bytes; if not given,"
                            + " only a serializer of keys does.")
            .optional();
    static final PluginSetting<Boolean> INCLUDE_NULLS = PluginSetting.bool(
                    "include.nulls", "Writes properties and map entries that are null, or leaves them out.")
            .withDefault(true);
    static final PluginSetting<Dates> DATES = PluginSetting.oneOf(
                    "dates",
                    "Writes points in time as ISO-8601 texts, or as milliseconds since 1970; local dates and times are"
                            + " texts always.",
                    Dates.class)
            .withDefault(Dates.ISO);
    static final PluginSetting<Naming> NAMING = PluginSetting.oneOf(
                    "naming", "How names of properties are written.", Naming.class)
            .withDefault(Naming.AS_IS);
    static final PluginSetting<Boolean> PLAIN_DECIMALS = PluginSetting.bool(
                    "plain.decimals", "Writes a BigDecimal without an exponent: 1000 for 1E+3.")
            .withDefault(false);
    static final PluginSetting<Boolean> ESCAPE_NON_ASCII = PluginSetting.bool(
                    "escape.non.ascii", "Writes every character beyond ASCII as an escape sequence.")
            .withDefault(false);
    static final PluginSetting<Boolean> MODULES = PluginSetting.bool(
                    "modules", "Uses the Jackson modules that are found beside the plugin, for example Kotlin's.")
            .withDefault(true);
    static final PluginSetting<Optional<String>> TYPE_HEADER = PluginSetting.text(
                    "type.header", "The name of a header that carries the object's class name, for example __TypeId__.")
            .allowed(name -> !name.isEmpty(), "the name of a header, not empty")
            .optional();

    static final List<PluginSetting<?>> ALL = List.of(
            INDENT, SORT_KEYS, INCLUDE_NULLS, DATES, NAMING, PLAIN_DECIMALS, ESCAPE_NON_ASCII, MODULES, TYPE_HEADER);

    /** Names the ways of writing a point in time. */
    enum Dates {
        ISO,
        EPOCH_MS
    }

    /** Names the ways of writing names, for the property {@code orderId}. */
    enum Naming {
        /** {@code orderId}. */
        AS_IS(null),
        /** {@code order_id}. */
        SNAKE_CASE(PropertyNamingStrategies.SNAKE_CASE),
        /** {@code ORDER_ID}. */
        UPPER_SNAKE_CASE(PropertyNamingStrategies.UPPER_SNAKE_CASE),
        /** {@code order-id}. */
        KEBAB_CASE(PropertyNamingStrategies.KEBAB_CASE),
        /** {@code OrderId}. */
        UPPER_CAMEL_CASE(PropertyNamingStrategies.UPPER_CAMEL_CASE),
        /** {@code orderid}. */
        LOWER_CASE(PropertyNamingStrategies.LOWER_CASE),
        /** {@code order.id}. */
        LOWER_DOT_CASE(PropertyNamingStrategies.LOWER_DOT_CASE);

        private final @Nullable PropertyNamingStrategy strategy;

        Naming(@Nullable PropertyNamingStrategy strategy) {
            this.strategy = strategy;
        }
    }

    private JsonSettings() {}

    /** Makes what the settings describe. */
    static JsonMapper mapper(PluginSettings settings, boolean isKey) {
        boolean sortKeys = settings.get(SORT_KEYS).orElse(isKey);
        JsonMapper.Builder builder = JsonMapper.builder()
                // An object without properties is a mistake more often than meant, and {} says nothing of it.
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .configure(SerializationFeature.INDENT_OUTPUT, settings.get(INDENT))
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, sortKeys)
                .configure(SerializationFeature.ORDER_SET_ELEMENTS, sortKeys)
                .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, sortKeys)
                .configure(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, !sortKeys)
                .configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN, settings.get(PLAIN_DECIMALS))
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, settings.get(ESCAPE_NON_ASCII))
                .defaultPrettyPrinter(lineFeeds());
        if (!settings.get(INCLUDE_NULLS)) {
            builder.changeDefaultPropertyInclusion(
                    value -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL));
        }
        if (settings.get(DATES) == Dates.EPOCH_MS) {
            writeEpochMs(builder);
        }
        PropertyNamingStrategy naming = settings.get(NAMING).strategy;
        if (naming != null) {
            builder.propertyNamingStrategy(naming);
        }
        if (settings.get(MODULES)) {
            builder.findAndAddModules(JsonSettings.class.getClassLoader());
        }
        return builder.build();
    }

    /** The same bytes on every system: Jackson's own printer ends lines as the system does. */
    private static DefaultPrettyPrinter lineFeeds() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    private static void writeEpochMs(JsonMapper.Builder builder) {
        builder.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS);
        for (Class<?> local : List.of(LocalDate.class, LocalTime.class, LocalDateTime.class)) {
            builder.withConfigOverride(
                    local, format -> format.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
        }
    }
}
