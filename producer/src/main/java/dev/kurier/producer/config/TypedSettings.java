package dev.kurier.producer.config;

import dev.kurier.producer.config.ProducerSettings.Acks;
import dev.kurier.producer.config.ProducerSettings.Backoff;
import dev.kurier.producer.config.ProducerSettings.Batching;
import dev.kurier.producer.config.ProducerSettings.Client;
import dev.kurier.producer.config.ProducerSettings.Compression;
import dev.kurier.producer.config.ProducerSettings.Connection;
import dev.kurier.producer.config.ProducerSettings.Delivery;
import dev.kurier.producer.config.ProducerSettings.Metadata;
import dev.kurier.producer.config.ProducerSettings.Metrics;
import dev.kurier.producer.config.ProducerSettings.Plugins;
import dev.kurier.producer.config.ProducerSettings.Timing;
import dev.kurier.producer.config.table.KnownSettings;
import dev.kurier.producer.config.table.Setting;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the typed records of values that are known to be good. */
final class TypedSettings {
    /** Settings under {@code partitioner.} that Kafka gave to its built-in partitioner. */
    static final List<String> DEFAULT_PARTITIONER_SETTINGS = List.of(
            "partitioner.ignore.keys",
            "partitioner.adaptive.partitioning.enable",
            "partitioner.availability.timeout.ms",
            "partitioner.rack.aware");

    private static final AtomicInteger PRODUCERS = new AtomicInteger();
    private static final long NS_PER_MS = 1_000_000;

    private final Values values;
    private final UnlistedKeys unlisted;
    private final SerializerEncoding encoding;
    private final Set<String> inCode;

    TypedSettings(Values values, UnlistedKeys unlisted, SerializerEncoding encoding, Set<String> inCode) {
        this.values = values;
        this.unlisted = unlisted;
        this.encoding = encoding;
        this.inCode = inCode;
    }

    ProducerSettings build(List<BrokerAddress> brokers, List<String> warnings) {
        if (values.text("client.id").isEmpty()) {
            values.set("client.id", "producer-" + PRODUCERS.incrementAndGet());
        }
        return new ProducerSettings(
                new Client(values.text("client.id"), values.text("client.rack"), brokers),
                batching(),
                delivery(),
                connection(),
                new Metadata(
                        nanos("metadata.max.age.ms"),
                        nanos("metadata.max.idle.ms"),
                        values.text("metadata.recovery.strategy").equals("rebootstrap"),
                        nanos("metadata.recovery.rebootstrap.trigger.ms")),
                plugins(),
                new Metrics(
                        Timing.valueOf(values.text("kurier.timing").toUpperCase(Locale.ROOT)),
                        nanos("metrics.sample.window.ms"),
                        number("metrics.num.samples")),
                warnings,
                effective());
    }

    /** Tells whether batches carry sequence numbers: unless nobody answers, or the application says no. */
    static boolean usesSequences(Values values) {
        return !values.text("acks").equals("0") && values.flag("enable.idempotence");
    }

    private Batching batching() {
        Compression codec = Compression.valueOf(values.text("compression.type").toUpperCase(Locale.ROOT));
        int requestBytes = number("max.request.size");
        return new Batching(
                Math.max(1, Math.min(number("batch.size"), requestBytes)),
                nanos("linger.ms"),
                values.number("buffer.memory"),
                requestBytes,
                codec,
                switch (codec) {
                    case GZIP, LZ4, ZSTD -> number("compression." + values.text("compression.type") + ".level");
                    case NONE, SNAPPY -> 0;
                });
    }

    private Delivery delivery() {
        Acks acks = switch (values.text("acks")) {
            case "0" -> Acks.NONE;
            case "1" -> Acks.LEADER;
            default -> Acks.ALL;
        };
        return new Delivery(
                acks,
                usesSequences(values),
                number("retries"),
                number("max.in.flight.requests.per.connection"),
                nanos("delivery.timeout.ms"),
                number("request.timeout.ms"),
                nanos("max.block.ms"),
                backoff("retry.backoff.ms", "retry.backoff.max.ms"),
                nanos("kurier.heal.timeout.ms"),
                values.text("kurier.topic.recreation").equals("follow"));
    }

    private Connection connection() {
        return new Connection(
                number("send.buffer.bytes"),
                number("receive.buffer.bytes"),
                backoff("reconnect.backoff.ms", "reconnect.backoff.max.ms"),
                setupTimeout(),
                values.number("connections.max.idle.ms") < 0
                        ? ProducerSettings.FOREVER_NS
                        : nanos("connections.max.idle.ms"),
                number("kurier.max.response.bytes"));
    }

    private Plugins plugins() {
        Map<String, String> shared = partitionerSettings();
        PluginChoice partitioner = chosen("partitioner.class", "partitioner.", shared);
        if (partitioner == null && !inCode.contains("partitioner.class")) {
            partitioner = choice("partitioner.class", "partitioner.", "default", shared);
        }
        return new Plugins(
                chosen("key.serializer", "key.serializer.", encoding.of("key.serializer")),
                chosen("value.serializer", "value.serializer.", encoding.of("value.serializer")),
                partitioner,
                shared,
                chosen("interceptor.classes", "interceptor."),
                chosen("kurier.listeners", "kurier.listener."),
                values.list("kurier.plugin.path").stream().map(Object::toString).toList());
    }

    private Map<String, String> partitionerSettings() {
        Map<String, String> shared = new HashMap<>();
        shared.put("batch.size", values.find("batch.size") + "");
        shared.put("client.rack", values.text("client.rack"));
        for (String name : DEFAULT_PARTITIONER_SETTINGS) {
            shared.put(name.substring("partitioner.".length()), values.find(name) + "");
        }
        return shared;
    }

    private List<PluginChoice> chosen(String key, String prefix) {
        return values.list(key).stream()
                .map(given -> choice(key, prefix, given, Map.of()))
                .toList();
    }

    private @Nullable PluginChoice chosen(String key, String prefix, Map<String, String> shared) {
        Object given = values.find(key);
        return given == null ? null : choice(key, prefix, given, shared);
    }

    private PluginChoice choice(String key, String prefix, Object given, Map<String, String> shared) {
        Class<?> type = given instanceof Class<?> c ? c : null;
        String name = type == null ? given.toString() : type.getName();
        return new PluginChoice(key, name, type, unlisted.ofPlugins(prefix), shared);
    }

    private Map<String, String> effective() {
        Map<String, String> shown = new TreeMap<>();
        for (Setting setting : KnownSettings.all()) {
            Object value = values.find(setting.name());
            if (setting.isSupported() && value != null) {
                shown.put(setting.name(), setting.isSecret() ? "[hidden]" : shown(value));
            }
        }
        return Collections.unmodifiableMap(shown);
    }

    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(TypedSettings::shown).collect(Collectors.joining(","));
        }
        return Problems.shown(value instanceof Class<?> type ? type.getName() : value.toString());
    }

    private Backoff backoff(String first, String most) {
        long maxNs = nanos(most);
        return new Backoff(Math.min(nanos(first), maxNs), maxNs);
    }

    /** The first is never lowered, as in Kafka's client: with a maximum of 0 there would be no time to connect. */
    private Backoff setupTimeout() {
        long firstNs = nanos("socket.connection.setup.timeout.ms");
        return new Backoff(firstNs, Math.max(firstNs, nanos("socket.connection.setup.timeout.max.ms")));
    }

    private int number(String name) {
        return Math.toIntExact(values.number(name));
    }

    /** Milliseconds as nanoseconds, at most {@link ProducerSettings#FOREVER_NS}. */
    private long nanos(String name) {
        long ms = values.number(name);
        return ms > ProducerSettings.FOREVER_NS / NS_PER_MS ? ProducerSettings.FOREVER_NS : ms * NS_PER_MS;
    }
}
