package dev.kurier.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Lists the APIs that can be encoded and decoded here, each with its versions.
 *
 * <p>A row is one API: its number on the wire, the oldest and the newest version that the classes of its package can
 * write and read, and the first version in the flexible encoding (KIP-482), which has compact lengths and tagged
 * fields. The range is ours, not a broker's: a client picks the newest version that both sides know.
 */
public enum ApiKey {
    PRODUCE(0, 3, 13, 9),
    FETCH(1, 4, 18, 12),
    LIST_OFFSETS(2, 1, 11, 6),
    METADATA(3, 0, 13, 9),
    FIND_COORDINATOR(10, 0, 6, 3),
    API_VERSIONS(18, 0, 5, 3),
    CREATE_TOPICS(19, 2, 7, 5),
    DELETE_TOPICS(20, 1, 6, 4),
    DELETE_RECORDS(21, 0, 2, 2),
    INIT_PRODUCER_ID(22, 0, 5, 2),
    OFFSET_FOR_LEADER_EPOCH(23, 2, 4, 4),
    DESCRIBE_CONFIGS(32, 1, 4, 4),
    CREATE_PARTITIONS(37, 0, 3, 2),
    INCREMENTAL_ALTER_CONFIGS(44, 0, 1, 1),
    DESCRIBE_CLUSTER(60, 0, 2, 0),
    DESCRIBE_TOPIC_PARTITIONS(75, 0, 0, 0);

    private static final ApiKey[] ALL = values();

    private final short id;
    private final short oldestVersion;
    private final short newestVersion;
    private final short firstFlexibleVersion;

    ApiKey(int id, int oldestVersion, int newestVersion, int firstFlexibleVersion) {
        this.id = (short) id;
        this.oldestVersion = (short) oldestVersion;
        this.newestVersion = (short) newestVersion;
        this.firstFlexibleVersion = (short) firstFlexibleVersion;
    }

    /** Returns the number on the wire ({@code api_key}). */
    public short id() {
        return id;
    }

    /** Returns the oldest version that can be written and read. */
    public short oldestVersion() {
        return oldestVersion;
    }

    /** Returns the newest version that can be written and read. */
    public short newestVersion() {
        return newestVersion;
    }

    /** Returns the first version in the flexible encoding. */
    public short firstFlexibleVersion() {
        return firstFlexibleVersion;
    }

    /** Tells whether a version can be written and read here. */
    public boolean supports(short version) {
        return version >= oldestVersion && version <= newestVersion;
    }

    /** Tells whether a version's body has compact lengths and tagged fields. */
    public boolean isFlexible(short version) {
        return version >= firstFlexibleVersion;
    }

    /** Returns the version of the request header that goes with an API version: 1, or 2 with tagged fields. */
    public short requestHeaderVersion(short version) {
        return (short) (isFlexible(version) ? 2 : 1);
    }

    /**
     * Returns the version of the response header that goes with an API version: 0, or 1 with tagged fields.
     *
     * <p>Always 0 for {@link #API_VERSIONS}: a client must be able to read the answer before it knows what the broker
     * speaks (KIP-511).
     */
    public short responseHeaderVersion(short version) {
        return (short) (this != API_VERSIONS && isFlexible(version) ? 1 : 0);
    }

    /** Returns the API with a number, or null if it is not one of ours. */
    public static @Nullable ApiKey forId(short id) {
        for (ApiKey key : ALL) {
            if (key.id == id) {
                return key;
            }
        }
        return null;
    }
}
