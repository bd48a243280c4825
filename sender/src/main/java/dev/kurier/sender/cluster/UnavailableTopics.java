package dev.kurier.sender.cluster;

import dev.kurier.sender.log.ContainedLog;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Remembers why topics in use are not described by the cluster, and logs when that begins and ends. */
final class UnavailableTopics {
    private static final Logger LOG = ContainedLog.named("kurier.send");

    /** A topic that is being created is missing for so many responses; that is no reason for a warning. */
    private static final int RESPONSES_WHILE_CREATED = 4;

    private final Map<String, Outage> outages = new TreeMap<>();

    /** Why the topic is not described, or null if it is. */
    @Nullable
    String problemOf(String topic) {
        Outage outage = outages.get(topic);
        return outage == null ? null : outage.reason + " (" + outage.responses + " time(s))";
    }

    /** Notes a response without the topic's partitions. */
    void missing(String topic, boolean wasKnown, String reason, long nowNs) {
        Outage outage = outages.computeIfAbsent(topic, name -> new Outage(nowNs));
        outage.reason = reason;
        outage.responses++;
        if (!outage.warned && (wasKnown || outage.responses > RESPONSES_WHILE_CREATED)) {
            outage.warned = true;
            LOG.warn("topic '{}' is unavailable: {}", topic, reason);
        }
    }

    /** Notes a response that describes the topic. */
    void described(String topic, long nowNs) {
        Outage outage = outages.remove(topic);
        if (outage != null && outage.warned) {
            LOG.info(
                    "topic '{}' is available again after {} ms and {} response(s) without it",
                    topic,
                    TimeUnit.NANOSECONDS.toMillis(nowNs - outage.sinceNs),
                    outage.responses);
        }
    }

    /** Forgets topics that are no longer in use. */
    void keepOnly(Collection<String> topics) {
        outages.keySet().retainAll(topics);
    }

    private static final class Outage {
        private final long sinceNs;
        private String reason = "";
        private int responses;
        private boolean warned;

        Outage(long sinceNs) {
            this.sinceNs = sinceNs;
        }
    }
}
