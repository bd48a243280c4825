package dev.kurier.integrationtests.likeness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists where the stub may answer otherwise than a real broker, and why; each must still be there, but for those of chance. */
final class KnownDifferences {
    private static final List<Known> OF_ALL_RELEASES = List.of(
            new Known(ApiKeys.METADATA, ".*", "brokers\\[\\d+\\]\\.port", "each listens at its own port"),
            new Known(
                    ApiKeys.PRODUCE,
                    "(?!culprits: |times of the future).*",
                    "responses\\[0\\]\\.partitionResponses\\[0\\]\\.errorMessage",
                    "a broker mostly says nothing; the stub says what was wrong with the batch"),
            Known.ofClocks(
                    "stamped: three records",
                    "responses\\[0\\]\\.partitionResponses\\[0\\]\\.logAppendTimeMs",
                    "each has its own clock"),
            new Known(
                    ApiKeys.PRODUCE,
                    ".*the bit of LogAppendTime.*",
                    "responses\\[0\\]\\.partitionResponses\\[0\\]\\.recordErrors\\[\\d\\]\\.batchIndexErrorMessage",
                    "a broker describes the record in the terms of its own class"),
            new Known(ApiKeys.DESCRIBE_CLUSTER, ".*", "brokers\\[\\d+\\]\\.port", "each listens at its own port"),
            new Known(ApiKeys.CREATE_TOPICS, ".*", "topics\\[\\d\\]\\.topicId", "each draws its own ids"),
            new Known(
                    ApiKeys.FIND_COORDINATOR,
                    "the coordinators? of (a group|another|a transaction|two|the).*",
                    "(coordinators\\[\\d+\\]\\.)?(nodeId|host|port|errorCode|errorMessage)",
                    "the stub has neither groups nor transactions, and says so with codes at which clients stop"),
            new Known(ApiKeys.INIT_PRODUCER_ID, ".*", "producerId", "each cluster counts its own producers"),
            new Known(
                    ApiKeys.API_VERSIONS,
                    ".*",
                    "apiKeys.*",
                    "the stub serves fewer APIs; their versions are compared by a test of their own"),
            new Known(
                    ApiKeys.API_VERSIONS,
                    ".*",
                    "(supportedFeatures|finalizedFeatures).*",
                    "the stub has no features that could be switched"));

    private static final List<Known> OF_BOUNDED_TIMES = List.of(
            Known.ofClocks(
                    "times of the future",
                    "responses\\[0\\]\\.partitionResponses\\[0\\]\\.recordErrors\\[\\d\\]\\.batchIndexErrorMessage",
                    "the message has the bounds as the broker's clock has them"),
            Known.ofClocks(
                    "culprits: a future time and no key",
                    "responses\\[0\\]\\.partitionResponses\\[0\\]\\.recordErrors\\[0\\]\\.batchIndexErrorMessage",
                    "the message has the bounds as the broker's clock has them"));

    private static final List<Known> OF_UNORDERED_PARTITIONS = List.of(new Known(
            ApiKeys.METADATA,
            ".*",
            "topics\\[\\d+\\]\\.partitions\\[\\d+\\]\\.partitionIndex",
            "that release lists partitions in any order, the stub in that of their numbers"));

    private static final List<Known> OF_4_4 = List.of(
            new Known(
                    ApiKeys.CREATE_TOPICS,
                    ".*",
                    "topics\\[\\d\\]\\.configs\\[23\\]\\.configSource",
                    "min.insync.replicas is a setting of the whole cluster there, as it has eligible leader replicas"),
            new Known(
                    ApiKeys.DESCRIBE_CONFIGS,
                    ".*",
                    "results\\[0\\]\\.configs\\[(3|23)\\]\\.(configSource|synonyms.*)",
                    "min.insync.replicas is a setting of the whole cluster there, as it has eligible leader replicas"),
            new Known(
                    ApiKeys.DESCRIBE_CONFIGS,
                    "how many replicas must be in sync",
                    "results\\[0\\]\\.configs\\[0\\]\\.(configSource|synonyms.*)",
                    "min.insync.replicas is a setting of the whole cluster there, as it has eligible leader replicas"));

    private static final List<Known> OF_REPEATED_QUESTIONS = List.of(new Known(
            ApiKeys.LIST_OFFSETS,
            "a partition twice",
            "topics\\[0\\]\\.partitions.*",
            "that release reports the error as often as the partition was named, later ones and the stub once"));

    private static final List<Known> OF_3_9 = List.of(
            new Known(
                    ApiKeys.DESCRIBE_CONFIGS,
                    "a broker's id",
                    "results\\[0\\]\\.configs\\[0\\]\\.synonyms.*",
                    "that release has a default for it, -1"),
            new Known(
                    ApiKeys.FIND_COORDINATOR,
                    "the coordinator of a share group",
                    "coordinators\\[0\\]\\.errorCode",
                    "share groups are an early-access feature there"));

    private static final List<Known> OF_2_8 = List.of(
            new Known(
                    ApiKeys.PRODUCE,
                    "a good and an unknown partition",
                    "responses\\[0\\]\\.partitionResponses.*",
                    "that release lists partitions in the order of a hash table, the stub in that of the request"),
            new Known(
                    ApiKeys.CREATE_TOPICS,
                    "replicas by hand on an unknown broker",
                    "topics\\[0\\]\\.error(Code|Message)",
                    "that release makes the topic and waits in vain for its leader, later ones and the stub refuse"));

    private final Set<Known> seen = new LinkedHashSet<>();
    private final List<Known> all;

    @SafeVarargs
    private KnownDifferences(List<Known>... more) {
        all = Stream.concat(Stream.of(OF_ALL_RELEASES), Stream.of(more))
                .flatMap(List::stream)
                .toList();
    }

    static KnownDifferences toKafka44() {
        return new KnownDifferences(OF_BOUNDED_TIMES, OF_4_4);
    }

    static KnownDifferences toKafka40() {
        return new KnownDifferences(OF_BOUNDED_TIMES, OF_UNORDERED_PARTITIONS);
    }

    static KnownDifferences toKafka39() {
        return new KnownDifferences(OF_UNORDERED_PARTITIONS, OF_REPEATED_QUESTIONS, OF_3_9);
    }

    static KnownDifferences toKafka28() {
        return new KnownDifferences(OF_REPEATED_QUESTIONS, OF_2_8);
    }

    /**
     * Is one difference.
     *
     * @param byChance whether both may happen to be equal, as two clocks may show the same millisecond
     */
    private record Known(ApiKeys api, String sample, String path, String reason, boolean byChance) {
        Known(ApiKeys api, String sample, String path, String reason) {
            this(api, sample, path, reason, false);
        }

        static Known ofClocks(String sample, String path, String reason) {
            return new Known(ApiKeys.PRODUCE, sample, path, reason, true);
        }

        boolean covers(Sample asked, String where) {
            return api == asked.api() && Pattern.matches(sample, asked.name()) && Pattern.matches(path, where);
        }
    }

    /** Tells in which fields the outcomes differ that may not. */
    List<String> differences(Sample sample, Outcome kafka, Outcome stub) {
        if (!(kafka instanceof Outcome.Answered wanted && stub instanceof Outcome.Answered got)) {
            return kafka.equals(stub) ? List.of() : unless(sample, "", kafka.toString(), stub.toString());
        }
        List<String> differences = new ArrayList<>();
        Set<String> paths = new TreeSet<>(wanted.fields().keySet());
        paths.addAll(got.fields().keySet());
        for (String path : paths) {
            differences.addAll(unless(sample, path, value(wanted.fields(), path), value(got.fields(), path)));
        }
        return differences;
    }

    /** The entries that made no difference so far. */
    List<String> unneeded() {
        return all.stream()
                .filter(known -> !known.byChance() && !seen.contains(known))
                .map(Known::toString)
                .toList();
    }

    private List<String> unless(Sample sample, String path, String kafka, String stub) {
        if (Objects.equals(kafka, stub)) {
            return List.of();
        }
        for (Known known : all) {
            if (known.covers(sample, path)) {
                seen.add(known);
                return List.of();
            }
        }
        return List.of(sample.name() + ": " + path + ": Kafka says " + kafka + ", the stub " + stub);
    }

    private static String value(Map<String, String> fields, String path) {
        return fields.getOrDefault(path, "nothing");
    }
}
