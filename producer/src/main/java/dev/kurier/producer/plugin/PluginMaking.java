package dev.kurier.producer.plugin;

import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.producer.config.PluginChoice;
import dev.kurier.producer.listing.PluginKind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one chosen plugin, with its own class loader as the thread's context while its code runs.
 *
 * @param kind what is made
 * @param choice the setting that chose it
 * @param clientId the producer's name
 * @param plugin the plugin, or null if a class was chosen
 * @param type the class, or null if a plugin was chosen
 */
record PluginMaking(
        PluginKind kind,
        PluginChoice choice,
        String clientId,
        @Nullable FoundPlugin plugin,
        @Nullable Class<?> type) {

    /**
     * Holds what a plugin is finished with.
     *
     * @param name its name
     * @param made its provider, or an object of the class chosen
     * @param settings its settings
     */
    record Plan(String name, Object made, PluginSettings settings) {
        /** What a provider gave, unless it is null: user code does not keep to annotations. */
        <T> T given(@Nullable T product) {
            if (product == null) {
                throw new PluginException(
                        "the provider " + made.getClass().getName() + " made null. Report it to its author", null);
            }
            return product;
        }
    }

    <T> T make(Function<Plan, T> finish) {
        try (ContextLoader own = ContextLoader.of(classOf())) {
            Object made = instance();
            return finish.apply(new Plan(name(), made, OwnSettings.of(choice, names(), clientId, made)));
        } catch (PluginException e) {
            throw refused(choice, String.valueOf(e.getMessage()), e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            LoadFailure failure = LoadFailure.of(e);
            throw refused(choice, failure.reason(), failure.cause());
        }
    }

    /** Tells whether a setting stands under one of its names. */
    boolean takes(String key) {
        return OwnSettings.prefix(key, names()) != null;
    }

    /** A setting of another plugin's name as it would be under one of this one's names. */
    Stream<String> underOwnNames(String key) {
        String rest = key.substring(key.indexOf('.') + 1);
        return names().stream().map(name -> name + "." + rest);
    }

    /** A refusal of a choice: {@code reason} is half a sentence without a full stop. */
    static PluginException refused(PluginChoice choice, String reason, @Nullable Throwable cause) {
        String name = choice.name().replaceAll("\\p{Cntrl}", "?");
        String sentence = reason.endsWith(".") ? reason : reason + ".";
        return new PluginException(choice.key() + "=" + name + " can't be used: " + sentence, cause);
    }

    private Object instance() throws ReflectiveOperationException {
        ServiceLoader.Provider<?> provider = plugin == null ? null : plugin.provider();
        if (provider != null) {
            return provider.get();
        }
        Class<?> chosen = classOf();
        if (java.lang.reflect.Modifier.isAbstract(chosen.getModifiers())) {
            throw new InstantiationException(chosen.getName());
        }
        return chosen.getConstructor().newInstance();
    }

    private Class<?> classOf() {
        ServiceLoader.Provider<?> provider = plugin == null ? null : plugin.provider();
        if (provider != null) {
            return provider.type();
        }
        return java.util.Objects.requireNonNull(type);
    }

    private String name() {
        return plugin == null ? classOf().getName() : plugin.listing().name();
    }

    private List<String> names() {
        List<String> names =
                new ArrayList<>(List.of(choice.name(), name(), classOf().getName()));
        if (plugin == null) {
            names.add(classOf().getSimpleName());
        } else {
            names.addAll(plugin.listing().aliases());
        }
        return names;
    }
}
