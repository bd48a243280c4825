package dev.kurier.testkit.check;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.PluginProvider;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Lists what every kind of plugin must keep to: its description, its settings, its end.
 *
 * @param plugin what is checked
 * @param create makes it
 * @param use uses it once, as a sending thread would
 * @param <P> its kind of provider
 * @param <R> what the provider makes
 */
public record ProviderChecks<P extends PluginProvider, R extends AutoCloseable>(
        PluginUnderTest<P> plugin, BiFunction<P, PluginSettings, R> create, Consumer<R> use) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*");

    /** All of them. */
    public List<Check> all() {
        return List.of(
                new Check("is described by an annotation with a name, a summary and an API level", this::isDescribed),
                new Check("is a public class with a public constructor without parameters", this::canBeMade),
                new Check("describes each of its settings once, in words", this::describesItsSettings),
                new Check("is made from the settings that it declares, and no others", this::isMade),
                new Check("reads every setting that it declares", this::readsItsSettings),
                new Check("can be closed unused, and twice", this::canBeClosedTwice));
    }

    private void isDescribed() {
        Class<?> type = plugin.provider().getClass();
        Plugin description = type.getAnnotation(Plugin.class);
        ContractViolation.unless(
                description != null, type.getName() + " has no @Plugin annotation: nobody could choose it by a name");
        Set<String> names = new HashSet<>();
        String name = description.name();
        ContractViolation.unless(
                NAME.matcher(name).matches(),
                "name=\"" + name + "\" is not allowed: lower case letters and digits, with '-' or '.' between them");
        names.add(name);
        for (String alias : description.aliases()) {
            ContractViolation.unless(
                    ALIAS.matcher(alias).matches() && names.add(alias.toLowerCase(Locale.ROOT)),
                    "alias=\"" + alias + "\" is not allowed: it must be another name than the others, of letters and"
                            + " digits with '-', '.' or '_' between them");
        }
        String summary = description.summary();
        ContractViolation.unless(
                !summary.isBlank() && summary.lines().count() == 1,
                "summary=\"" + summary + "\" is not one line: say in one line what the plugin does");
        int level = description.apiLevel();
        ContractViolation.unless(
                level >= Plugin.OLDEST_API_LEVEL && level <= Plugin.CURRENT_API_LEVEL,
                "apiLevel=" + level + " does not run here: levels " + Plugin.OLDEST_API_LEVEL + " to "
                        + Plugin.CURRENT_API_LEVEL + " do. Leave it out for that of the kurier-api compiled against");
    }

    private void canBeMade() {
        Class<?> type = plugin.provider().getClass();
        ContractViolation.unless(
                Modifier.isPublic(type.getModifiers()),
                type.getName() + " is not public: no ServiceLoader could make it");
        ContractViolation.unless(
                Arrays.stream(type.getConstructors())
                        .map(Constructor::getParameterCount)
                        .anyMatch(count -> count == 0),
                type.getName() + " has no public constructor without parameters: add one");
    }

    private void describesItsSettings() {
        List<PluginSetting<?>> declared = plugin.provider().settings();
        ContractViolation.unless(declared != null, "settings() gave null: give List.of() for none");
        Set<String> names = new HashSet<>();
        for (PluginSetting<?> setting : declared) {
            ContractViolation.unless(
                    !setting.name().isBlank() && names.add(setting.name()),
                    "the setting \"" + setting.name() + "\" has no name, or is there twice");
            ContractViolation.unless(
                    !setting.doc().isBlank(), "the setting " + setting.name() + " has no text: say what it does");
        }
        List<String> again =
                plugin.provider().settings().stream().map(PluginSetting::name).toList();
        ContractViolation.unless(
                names.equals(Set.copyOf(again)), "settings() gave others the second time: make them constants");
    }

    private void isMade() {
        try {
            PluginUnderTest.close(plugin.make(create).plugin());
        } catch (IllegalArgumentException e) {
            throw new ContractViolation("create() threw " + e, e);
        }
    }

    private void readsItsSettings() {
        PluginUnderTest.Made<R> made = plugin.make(create);
        use.accept(made.plugin());
        PluginUnderTest.close(made.plugin());
        Set<String> unread = new TreeSet<>(made.settings().unread());
        unread.removeAll(plugin.exempt());
        ContractViolation.unless(
                unread.isEmpty(),
                "the settings " + unread + " are declared, but nothing read them: read them with PluginSettings.get, or"
                        + " leave them out. If they are read at other times only, the test can say so");
    }

    private void canBeClosedTwice() {
        R made = plugin.make(create).plugin();
        PluginUnderTest.close(made);
        PluginUnderTest.close(made);
    }
}
