package dev.kurier.brokerstub.release;

import dev.kurier.protocol.ApiKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the releases of Kafka whose brokers can be emulated, each with what it tells its clients. */
public enum Release {
    /** A broker that keeps its metadata in ZooKeeper, with all that 2.8 switches on. */
    KAFKA_2_8("2.8", null),
    KAFKA_3_9("3.9", new Feature("metadata.version", 1, 21)),
    KAFKA_4_0("4.0", new Feature("metadata.version", 7, 25)),
    KAFKA_4_4("4.4", new Feature("metadata.version", 7, 33));

    /** What the stub is where nothing else is said. */
    public static final Release NEWEST = KAFKA_4_4;

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)(\\.\\d+)?");

    private final String version;
    private final @Nullable Feature metadataVersion;
    private final Map<ApiKey, Versions> apis = new EnumMap<>(ApiKey.class);

    Release(String version, @Nullable Feature metadataVersion) {
        this.version = version;
        this.metadataVersion = metadataVersion;
    }

    static {
        for (ApiRow row : ApiRow.ALL) {
            KAFKA_2_8.put(row.api(), row.in28());
            KAFKA_3_9.put(row.api(), row.in39());
            KAFKA_4_0.put(row.api(), row.in40());
            KAFKA_4_4.put(row.api(), row.in44());
        }
    }

    /**
     * Is what a broker can be switched to.
     *
     * @param oldest the lowest level supported
     * @param level the highest level supported, which is also the one in force
     */
    public record Feature(String name, int oldest, int level) {}

    /**
     * Is a range of versions, both ends included.
     *
     * @param oldest the first that clients are told
     * @param newest the last
     */
    public record Versions(short oldest, short newest) {
        static Versions of(String range) {
            int dash = range.indexOf('-');
            return new Versions(
                    Short.parseShort(range.substring(0, dash)), Short.parseShort(range.substring(dash + 1)));
        }

        /** Tells whether a version lies in the range. */
        public boolean has(short version) {
            return version >= oldest && version <= newest;
        }
    }

    /**
     * Finds a release by its number, such as {@code 3.9} or, which is the same, {@code 3.9.1}.
     *
     * @throws IllegalArgumentException if it isn't one of those listed here
     */
    public static Release of(String version) {
        Matcher matcher = VERSION.matcher(version);
        String wanted = matcher.matches() ? matcher.group(1) : version;
        return Arrays.stream(values())
                .filter(release -> release.version.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("release=" + version + " can't be emulated; known are "
                        + Arrays.stream(values()).map(Release::version).collect(Collectors.joining(", "))
                        + ": choose the one that answers as yours does, most likely the next older"));
    }

    /** Returns its number, such as {@code 3.9}. */
    public String version() {
        return version;
    }

    /** Tells whether this one is older. */
    public boolean isBefore(Release other) {
        return compareTo(other) < 0;
    }

    /** Returns the versions of an API that clients are told, or null if this release doesn't have the API. */
    public @Nullable Versions versions(ApiKey api) {
        return apis.get(api);
    }

    /**
     * Tells whether a request is answered.
     *
     * <p>What is told reaches down to versions from before Kafka 0.11 that nobody here can read: those are hung up on, as 4.0
     * and later do with Produce 0 to 2 (KAFKA-18659).
     */
    public boolean answers(ApiKey api, short version) {
        Versions versions = versions(api);
        return versions != null && versions.has(version) && api.supports(version);
    }

    /**
     * Makes a part of the range that clients are told of an API.
     *
     * @throws IllegalArgumentException if this release doesn't have the API, or not all of the range
     */
    public Versions part(ApiKey api, int oldest, int newest) {
        Versions all = versions(api);
        if (all == null) {
            throw new IllegalArgumentException(
                    "api=" + api + " is not known to release " + version + ": name one that it has");
        }
        if (oldest > newest || oldest < all.oldest || newest > all.newest) {
            throw new IllegalArgumentException("versions=" + oldest + ".." + newest + " of " + api
                    + " are not part of what release " + version + " has: " + all.oldest + ".." + all.newest);
        }
        return new Versions((short) oldest, (short) newest);
    }

    /** Returns the level of the metadata that its brokers share, or null if they don't have such levels (KIP-778). */
    public @Nullable Feature metadataVersion() {
        return metadataVersion;
    }

    private void put(ApiKey api, @Nullable String range) {
        if (range != null) {
            apis.put(api, Versions.of(range));
        }
    }
}
