package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.cli.stub.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads what a step does: the one field that names it. */
final class StepWords {
    private static final Map<String, Reader> TABLE = table();

    private StepWords() {}

    /** Reads what is behind a word, to the last; what it returns is done later, perhaps again and again. */
    interface Reader {
        Runnable read(JsonFields step, String word, StubCluster cluster);
    }

    /** Returns all words. */
    static Set<String> words() {
        return TABLE.keySet();
    }

    /** Returns what the step does; refuses nothing, or two things. */
    static Runnable read(JsonFields step, StubCluster cluster) {
        List<String> said = TABLE.keySet().stream().filter(step::has).toList();
        if (said.isEmpty()) {
            step.done(); // names a word that is not known, and the one it may have been
        }
        if (said.size() != 1) {
            throw step.refusal((said.isEmpty() ? " does not say what to do" : " says two things to do; make two steps")
                    + ". One of: " + String.join(", ", TABLE.keySet()));
        }
        String word = said.get(0);
        return Objects.requireNonNull(TABLE.get(word), word).read(step, word, cluster);
    }

    private static Map<String, Reader> table() {
        Map<String, Reader> table = new LinkedHashMap<>();
        for (BrokerVerb verb : BrokerVerb.values()) {
            table.put(verb.word(), (step, word, cluster) -> {
                List<StubBroker> brokers = brokers(step, word, cluster);
                return () -> brokers.forEach(verb::apply);
            });
        }
        table.put("link", StepWords::link);
        table.put("versions", StepWords::versions);
        PartitionWords.addTo(table);
        TopicWords.addTo(table);
        table.put("fence", (step, word, cluster) -> {
            long producerId = step.requiredLong(word, 0);
            return () -> cluster.fence(producerId);
        });
        table.put("fault", (step, word, cluster) -> {
            Supplier<FaultHandle> rule = FaultWords.read(step.requiredObject(word), cluster);
            return () -> {
                FaultHandle unused = rule.get();
            };
        });
        table.put("clearFaults", (step, word, cluster) -> {
            step.flag(word);
            return cluster::clearFaults;
        });
        return table;
    }

    private static List<StubBroker> brokers(JsonFields step, String word, StubCluster cluster) {
        List<Integer> ids = step.numbers(word);
        if (ids.isEmpty()) {
            throw step.refusal(word, " is empty; a broker's id is needed, or an array of them");
        }
        try {
            return ids.stream().map(cluster::broker).toList();
        } catch (IllegalArgumentException e) {
            throw step.refusal(word, ": " + e.getMessage());
        }
    }

    private static Runnable versions(JsonFields step, String word, StubCluster cluster) {
        JsonFields said = step.requiredObject(word);
        List<StubBroker> brokers = said.has("broker") ? brokers(said, "broker", cluster) : cluster.brokers();
        Consumer<StubBroker> change = VersionWords.read(said);
        return () -> brokers.forEach(change);
    }

    private static Runnable link(JsonFields step, String word, StubCluster cluster) {
        JsonFields said = step.requiredObject(word);
        List<BrokerLink> links = said.has("broker")
                ? brokers(said, "broker", cluster).stream()
                        .map(StubBroker::link)
                        .toList()
                : List.of(cluster.link());
        Consumer<BrokerLink> change = LinkWords.read(said);
        return () -> links.forEach(change);
    }
}
