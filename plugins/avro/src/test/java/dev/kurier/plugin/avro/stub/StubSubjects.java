package dev.kurier.plugin.avro.stub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Keeps subjects, versions and ids as a registry does: one id for each text, whatever the subject. Thread-safe. */
final class StubSubjects {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, List<Integer>> versions = new TreeMap<>();
    private final Set<String> frozen = new HashSet<>();
    private int firstId = 1;

    record Version(String subject, int version, int id, String schema) {}

    /** Refuses a request as a registry does. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        final int errorCode;

        Refused(int status, int errorCode, String message) {
            super(message);
            this.status = status;
            this.errorCode = errorCode;
        }
    }

    synchronized void firstId(int id) {
        firstId = id;
    }

    synchronized void freeze(String subject) {
        frozen.add(subject);
    }

    synchronized Version register(String subject, String text, boolean normalize) {
        Version there = find(subject, text, normalize);
        if (there != null) {
            return there;
        }
        if (frozen.contains(subject)) {
            throw new Refused(
                    409,
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\"");
        }
        int id = ids.computeIfAbsent(text, t -> firstId + ids.size());
        texts.put(id, text);
        List<Integer> all = versions.computeIfAbsent(subject, s -> new ArrayList<>());
        all.add(id);
        return new Version(subject, all.size(), id, text);
    }

    synchronized Version lookUp(String subject, String text, boolean normalize) {
        requireSubject(subject);
        Version there = find(subject, text, normalize);
        if (there == null) {
            throw new Refused(404, 40403, "Schema not found");
        }
        return there;
    }

    synchronized Version latest(String subject) {
        List<Integer> all = requireSubject(subject);
        int id = all.get(all.size() - 1);
        return new Version(subject, all.size(), id, schema(id));
    }

    synchronized String schema(int id) {
        String text = texts.get(id);
        if (text == null) {
            throw new Refused(404, 40403, "Schema " + id + " not found");
        }
        return text;
    }

    synchronized List<String> subjects() {
        return List.copyOf(versions.keySet());
    }

    private Version find(String subject, String text, boolean normalize) {
        String wanted = form(text, normalize);
        List<Integer> all = versions.getOrDefault(subject, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            String schema = Objects.requireNonNull(texts.get(all.get(i)));
            if (form(schema, normalize).equals(wanted)) {
                return new Version(subject, i + 1, all.get(i), schema);
            }
        }
        return null;
    }

    private List<Integer> requireSubject(String subject) {
        List<Integer> all = versions.get(subject);
        if (all == null) {
            throw new Refused(404, 40401, "Subject '" + subject + "' not found.");
        }
        return all;
    }

    private static String form(String text, boolean normalize) {
        try {
            Schema schema = new Schema.Parser().parse(text);
            return normalize ? SchemaNormalization.toParsingForm(schema) : schema.toString();
        } catch (RuntimeException e) {
            throw new Refused(422, 42201, "Invalid schema: " + e.getMessage());
        }
    }
}
