package dev.kurier.producer.config;

import dev.kurier.api.error.ConfigException;
import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns given settings into {@link ProducerSettings}: each value by itself, then the rules between them. */
final class SettingsParser {
    private static final List<String> CHOICES = List.of(
            "key.serializer", "value.serializer", "partitioner.class", "interceptor.classes", "kurier.listeners");

    private final Problems problems = new Problems();
    private final Values values = new Values();
    private final UnlistedKeys unlisted = new UnlistedKeys();
    private final SerializerEncoding encoding = new SerializerEncoding();
    private final Set<String> inCode;

    private SettingsParser(Set<String> inCode) {
        this.inCode = inCode;
    }

    static ProducerSettings parse(@Nullable Map<?, ?> given, Set<String> inCode) {
        if (given == null) {
            throw new ConfigException(List.of("settings=null is not allowed: must be a map. Set at least"
                    + " bootstrap.servers, key.serializer and value.serializer."));
        }
        return new SettingsParser(inCode).parse(given);
    }

    private ProducerSettings parse(Map<?, ?> given) {
        Map<String, @Nullable Object> named = named(given);
        for (Setting setting : KnownSettings.all()) {
            if (named.containsKey(setting.name())) {
                read(setting, named.remove(setting.name()));
            } else {
                requirePresent(setting);
            }
        }
        List<BrokerAddress> brokers = List.of();
        if (values.isGiven(BootstrapServers.KEY)) {
            List<Object> entries = values.list(BootstrapServers.KEY);
            brokers = BootstrapServers.parse(entries, problems);
            values.set(BootstrapServers.KEY, withoutRepetitions(BootstrapServers.KEY, entries));
        }
        SettingRules.apply(values, problems);
        encoding.take(named);
        encoding.report(values, inCode, problems);
        named.forEach(unlisted::add);
        unlisted.refuseUnseenLetters(problems);
        unlisted.takePlugins(chosenNames());
        unlisted.reportOrphans(inCode, problems);
        unlisted.report(values.flag("kurier.strict"), problems);
        problems.throwIfAny();
        return new TypedSettings(values, unlisted, encoding, inCode).build(brokers, problems.warnings());
    }

    /** A copy under names; what is under anything else is an error. */
    private Map<String, @Nullable Object> named(Map<?, ?> given) {
        Map<String, @Nullable Object> named = new HashMap<>();
        GivenSettings.copyOf(given).forEach((key, value) -> {
            if (key instanceof String name) {
                named.put(name, value);
            } else {
                problems.error("A setting's name is "
                        + (key == null ? "null" : "of class " + key.getClass().getName())
                        + ": must be a text. Write names as linger.ms.");
            }
        });
        return named;
    }

    private void read(Setting setting, @Nullable Object given) {
        String name = setting.name();
        if (given == null) {
            if (setting.defaultValue() != null || isRequired(name)) {
                values.refuse(name);
                problems.error(name + "=null is not allowed: must be " + setting.mustBe() + ". Leave it out"
                        + (setting.defaultValue() == null ? "" : " for the default, " + setting.defaultValue()) + ".");
            }
            return;
        }
        if (inCode.contains(name)) {
            problems.error(name + "=" + ValueParser.shown(setting, given)
                    + " is set and an object was given in code as well. Remove one of the two.");
            return;
        }
        try {
            Object value = ValueParser.parse(setting, given);
            if (value instanceof List<?> entries && !name.equals(BootstrapServers.KEY)) {
                value = withoutRepetitions(name, entries);
            }
            values.give(name, value);
            if (!setting.isSupported()) {
                requireWhatKurierDoes(setting, value, given);
            }
        } catch (ValueParser.RefusedException e) {
            values.refuse(name);
            problems.error(e.reason());
        }
    }

    /** Takes a list's entries once each, as Kafka's client does with every list. */
    private List<?> withoutRepetitions(String name, List<?> entries) {
        List<?> distinct = entries.stream().distinct().toList();
        if (distinct.size() < entries.size()) {
            problems.warn(name + " has an entry twice, which counts once. Remove one.");
        }
        return distinct;
    }

    private void requireWhatKurierDoes(Setting setting, Object value, Object given) {
        boolean isEmpty = value.equals("") || value.equals(List.of());
        Object does = ValueParser.doneFor(setting);
        if (value.equals(does) || (isEmpty && does == null)) {
            return;
        }
        String shown = setting.name() + "=" + ValueParser.shown(setting, given);
        if (value.equals(ValueParser.defaultOf(setting))) {
            problems.warn(shown + " has no effect. " + setting.doc());
            return;
        }
        String words = does == null || does.equals("") || does.equals(List.of())
                ? "as if it were not set"
                : "as with " + setting.name() + "=" + setting.does();
        problems.error(shown + " is not supported yet: Kurier works " + words + ". Remove it.");
    }

    private void requirePresent(Setting setting) {
        String name = setting.name();
        if (isRequired(name) && !inCode.contains(name)) {
            values.refuse(name);
            problems.error(name + " is missing. "
                    + switch (name) {
                        case "key.serializer" ->
                            "Set it to what turns keys into bytes, for example string; void for"
                                    + " records without keys.";
                        case "value.serializer" -> "Set it to what turns values into bytes, for example string.";
                        default -> "Name at least two brokers, as host:port, host:port.";
                    });
        }
    }

    private static boolean isRequired(String name) {
        return name.equals(BootstrapServers.KEY) || name.equals("key.serializer") || name.equals("value.serializer");
    }

    private List<String> chosenNames() {
        List<String> names = new ArrayList<>(List.of("default"));
        for (String choice : CHOICES) {
            Object value = values.find(choice);
            List<?> chosen = value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
            chosen.forEach(one -> names.add(one instanceof Class<?> type ? type.getName() : one.toString()));
        }
        return names;
    }
}
