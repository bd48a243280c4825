package dev.kurier.plugin.avro;

import dev.kurier.api.error.InterruptException;
import dev.kurier.plugin.avro.registry.RegistryException;
import dev.kurier.plugin.avro.registry.RegistryTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in mind what the registry said of each schema, so that it is asked once.
 *
 * <p>Two maps. The first finds a schema object that was seen before, by identity, as records of one topic mostly share
 * theirs. The second finds schemas of the same text, and holds back threads that want one that is being asked for: one
 * request serves them all, and what it failed with, unless only the thread that asked was interrupted. Neither keeps more
 * than the limit: a full one is emptied, and the registry asked again. May be used from any thread; waits only for the
 * registry.
 */
final class WireSchemas {
    private final Map<Seen, Known> seen = new ConcurrentHashMap<>();
    private final Map<Named, CompletableFuture<Known>> byText = new ConcurrentHashMap<>();
    private final SchemaLookup lookup;
    private final int limit;
    private final RegistryTime time;

    WireSchemas(SchemaLookup lookup, int limit, RegistryTime time) {
        this.lookup = lookup;
        this.limit = limit;
        this.time = time;
    }

    /** Is a topic's schema object; the subject follows from both. */
    private record Seen(String topic, Schema schema) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seen that && schema == that.schema && topic.equals(that.topic);
        }

        @Override
        public int hashCode() {
            return 31 * topic.hashCode() + System.identityHashCode(schema);
        }
    }

    private record Named(String subject, String text) {}

    private record Known(WireSchema schema, long sinceNs) {}

    /** What is known of a topic's schema object, or null. */
    @Nullable
    WireSchema find(String topic, Schema schema) {
        Known known = seen.get(new Seen(topic, schema));
        return known != null && isFresh(known) ? known.schema() : null;
    }

    /**
     * Finds out, and keeps it in mind; blocks for one request at most.
     *
     * @throws RegistryException if the registry refuses or does not answer in time
     * @throws InterruptException if the thread was interrupted; its flag is set again
     */
    WireSchema ask(String topic, String subject, Schema schema) {
        Known known = once(new Named(subject, schema.toString()), schema);
        makeRoom(seen);
        seen.put(new Seen(topic, schema), known);
        return known.schema();
    }

    private Known once(Named named, Schema schema) {
        CompletableFuture<Known> mine = new CompletableFuture<>();
        Known before = null;
        while (true) {
            CompletableFuture<Known> other = byText.get(named);
            if (other == null) {
                makeRoom(byText);
                other = byText.putIfAbsent(named, mine);
                if (other == null) {
                    return fill(named, schema, mine, before);
                }
            }
            Known known = await(other, named);
            if (known != null && isFresh(known)) {
                return known;
            }
            before = known != null ? known : before;
            byText.remove(named, other);
        }
    }

    /** Asks the registry; one that can't be reached does not take away what was known before. */
    private Known fill(Named named, Schema schema, CompletableFuture<Known> mine, @Nullable Known before) {
        try {
            Known known = new Known(look(named, schema, before), time.nanoTime());
            mine.complete(known);
            return known;
        } catch (RuntimeException | Error e) {
            byText.remove(named, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private WireSchema look(Named named, Schema schema, @Nullable Known before) {
        try {
            return lookup.find(named.subject(), schema);
        } catch (RegistryException e) {
            if (before == null || e.status() != RegistryException.NONE) {
                throw e;
            }
            return before.schema();
        }
    }

    /** Waits for another thread's request, which ends within its time-out; null if that thread was interrupted. */
    private static @Nullable Known await(CompletableFuture<Known> other, Named named) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException("interrupted while another record's request for the schema of subject="
                    + named.subject() + " was awaited. The record was not sent; end what the thread was doing, or send"
                    + " it again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptException) {
                return null;
            }
            if (e.getCause() instanceof RegistryException failure) {
                throw failure.again();
            }
            throw new IllegalStateException(
                    "another record's request for the same schema failed: " + e.getCause(), e.getCause());
        }
    }

    private boolean isFresh(Known known) {
        long validForNs = lookup.validForNs();
        return validForNs == Long.MAX_VALUE || time.nanoTime() - known.sinceNs() < validForNs;
    }

    private void makeRoom(Map<?, ?> map) {
        if (map.size() >= limit) {
            map.clear();
        }
    }
}
