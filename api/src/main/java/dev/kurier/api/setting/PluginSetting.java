package dev.kurier.api.setting;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Describes one setting of a plugin: its name, what it may be, its default, and one sentence about it.
 *
 * <p>For a value serializer named {@code json}, the setting {@code indent} is written
 * {@code value.serializer.json.indent}. A setting without a default has to be given. Make it a constant, list it in
 * {@link dev.kurier.api.spi.PluginProvider#settings()}, and read it with {@link PluginSettings#get}:
 *
 * <pre>{@code
 * private static final PluginSetting<Boolean> INDENT =
 *         PluginSetting.bool("indent", "Writes each member on a line of its own.").withDefault(false);
 * }</pre>
 *
 * <p>Immutable; may be used from any thread.
 *
 * @param <T> the type of its values
 */
public final class PluginSetting<T> {
    private final String name;
    private final String doc;
    private final SettingReader<T> reader;
    private final @Nullable T fallback;

    private PluginSetting(String name, String doc, SettingReader<T> reader, @Nullable T fallback) {
        this.name = Objects.requireNonNull(name, "name");
        this.doc = Objects.requireNonNull(doc, "doc");
        this.reader = reader;
        this.fallback = fallback;
    }

    /** A text, without the white space around it. */
    public static PluginSetting<String> text(String name, String doc) {
        return of(name, doc, new SettingReader<>("a text", text -> text));
    }

    /** {@code true} or {@code false}. */
    public static PluginSetting<Boolean> bool(String name, String doc) {
        return of(name, doc, SettingReader.BOOL);
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public static PluginSetting<Integer> integer(String name, String doc, int least, int most) {
        return of(name, doc, SettingReader.whole(least, most).map(Long::intValue));
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public static PluginSetting<Long> longInteger(String name, String doc, long least, long most) {
        return of(name, doc, SettingReader.whole(least, most));
    }

    /** A span of time, written in whole milliseconds; the name should end in {@code .ms}. */
    public static PluginSetting<Duration> millis(String name, String doc, long leastMs, long mostMs) {
        return of(name, doc, SettingReader.whole(leastMs, mostMs).map(Duration::ofMillis));
    }

    /** One of an enum's names, written in lower case with dashes: {@code BY_KEY} is {@code by-key}. */
    public static <E extends Enum<E>> PluginSetting<E> oneOf(String name, String doc, Class<E> type) {
        return of(name, doc, SettingReader.oneOf(type));
    }

    /** Texts separated by commas. */
    public static PluginSetting<List<String>> list(String name, String doc) {
        return of(name, doc, new SettingReader<>("texts separated by commas", PluginSetting::split));
    }

    /** A password or token; never shown. */
    public static PluginSetting<Secret> secret(String name, String doc) {
        return of(name, doc, SettingReader.SECRET);
    }

    /**
     * All settings that begin with {@code prefix}, by the rest of their names; none is fine.
     *
     * <p>Their values are treated as secrets in messages, for nobody knows what they are.
     *
     * @param prefix ends with a dot, for example {@code header.}
     */
    public static PluginSetting<Map<String, String>> under(String prefix, String doc) {
        if (!prefix.endsWith(".")) {
            throw new IllegalArgumentException("the prefix " + prefix + " must end with a dot");
        }
        return new PluginSetting<>(prefix, doc, SettingReader.untold(), Map.of());
    }

    private static <T> PluginSetting<T> of(String name, String doc, SettingReader<T> reader) {
        return new PluginSetting<>(name, doc, reader, null);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The same setting with a value for when it is not given. */
    public PluginSetting<T> withDefault(T value) {
        requireSingle();
        return new PluginSetting<>(name, doc, reader, Objects.requireNonNull(value, "value"));
    }

    /** The same setting, empty when it is not given. */
    public PluginSetting<Optional<T>> optional() {
        requireSingle();
        return new PluginSetting<>(name, doc, reader.map(Optional::of), Optional.empty());
    }

    /**
     * The same setting with a rule for its values.
     *
     * @param rule what a value must satisfy; the default is not asked
     * @param words what is allowed, so that "must be …" makes a sentence of it
     */
    public PluginSetting<T> allowed(Predicate<? super T> rule, String words) {
        requireSingle();
        return new PluginSetting<>(name, doc, reader.restricted(rule, words), fallback);
    }

    private void requireSingle() {
        if (isPrefix()) {
            throw new IllegalStateException(name + " stands for any number of settings: check them when they are read");
        }
    }

    /** The name, without the plugin's own before it; of {@link #under}, the prefix. */
    public String name() {
        return name;
    }

    /** One sentence about it. */
    public String doc() {
        return doc;
    }

    /** What values are allowed, in words. */
    public String allowedValues() {
        return reader.allowed();
    }

    /** The value if it is not given, or null if it has to be given. */
    public @Nullable T defaultValue() {
        return fallback;
    }

    /** Tells whether its values must stay out of messages. */
    public boolean isSecret() {
        return reader.isSecret();
    }

    /** Tells whether it takes all settings that begin with its name. */
    boolean isPrefix() {
        return name.endsWith(".");
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is not allowed; the message says what is, and never the value
     */
    T read(String text) {
        return reader.read(text.strip());
    }

    /** Writes the name, what is allowed and the default. */
    @Override
    public String toString() {
        String otherwise = fallback == null ? "has to be given" : "default " + shown(fallback);
        return name + " (" + allowedValues() + ", " + otherwise + ")";
    }

    private String shown(Object value) {
        if (isSecret()) {
            return Secret.HIDDEN;
        }
        return value instanceof Enum<?> constant ? SettingReader.written(constant) : value.toString();
    }
}
