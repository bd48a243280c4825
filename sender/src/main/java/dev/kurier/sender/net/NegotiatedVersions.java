package dev.kurier.sender.net;

import dev.kurier.protocol.ApiKey;
import java.util.EnumMap;
import java.util.Map;

/** Knows which versions of each API a broker and this client have in common. */
final class NegotiatedVersions {
    private final Map<ApiKey, Range> brokerRanges = new EnumMap<>(ApiKey.class);

    /** Takes down what the broker said of one API; APIs that we don't use are ignored. */
    void add(short apiKey, short oldest, short newest) {
        ApiKey known = ApiKey.forId(apiKey);
        if (known != null) {
            brokerRanges.put(known, new Range(oldest, newest));
        }
    }

    /** The newest common version that is not above {@code newest}, or -1. */
    short usable(ApiKey api, short newest) {
        Range range = brokerRanges.get(api);
        if (range == null) {
            return -1;
        }
        short version = (short) Math.min(newest, range.newest);
        return version < range.oldest || version < api.oldestVersion() ? -1 : version;
    }

    /** Says why there is no common version. */
    String noCommonVersion(ApiKey api) {
        Range range = brokerRanges.get(api);
        return "broker and client have no version of " + api + " in common: this client speaks " + api.oldestVersion()
                + " to " + api.newestVersion() + ", the broker "
                + (range == null ? "does not offer it" : range.oldest + " to " + range.newest);
    }

    private record Range(short oldest, short newest) {}
}
