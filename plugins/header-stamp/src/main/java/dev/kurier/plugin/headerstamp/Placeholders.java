package dev.kurier.plugin.headerstamp;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.setting.NearestName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Knows what the names in braces stand for; of one interceptor, which counts its records. */
final class Placeholders {
    private static final List<String> NAMES =
            List.of("client.id", "host", "pid", "thread", "topic", "timestamp", "timestamp.ms", "uuid", "sequence");

    /** Always three digits for the milliseconds, so that texts sort as times do. */
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final String clientId;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();

    Placeholders(String clientId, Clock clock) {
        this.clientId = clientId;
        this.clock = clock;
    }

    /** Says what a name stands for, or that it never changes. */
    sealed interface Meaning {}

    /** A text that is the same for every record. */
    record Constant(String text) implements Meaning {}

    /** A text that is made for each record. */
    record Computed(Function<ProducerRecord<?, ?>, String> text) implements Meaning {}

    /**
     * Looks a name up.
     *
     * @throws IllegalArgumentException if there is none such; the message says what is allowed
     */
    Meaning find(String name) {
        return switch (name) {
            case "client.id" -> new Constant(clientId);
            case "host" -> new Constant(host());
            case "pid" -> new Constant(Long.toString(ProcessHandle.current().pid()));
            case "thread" -> new Computed(record -> Thread.currentThread().getName());
            case "topic" -> new Computed(ProducerRecord::topic);
            case "timestamp" -> new Computed(record -> ISO.format(clock.instant()));
            case "timestamp.ms" -> new Computed(record -> Long.toString(clock.millis()));
            case "uuid" -> new Computed(record -> UUID.randomUUID().toString());
            case "sequence" -> new Computed(record -> Long.toString(sequence.incrementAndGet()));
            default ->
                throw new IllegalArgumentException("has an unknown placeholder {" + name.replaceAll("\\p{Cntrl}", "?")
                        + "}." + NearestName.question(name, NAMES) + " It must be one of " + String.join(", ", NAMES)
                        + "; write {{ for a brace");
        };
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "asks for {host}, but this machine can't resolve its own name (" + e.getMessage()
                            + "). Write the name in its place",
                    e);
        }
    }
}
