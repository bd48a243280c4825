package dev.kurier.producer.config;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds the rules between settings: what contradicts, what makes another pointless, what follows from another. */
final class SettingRules {
    /** The brokers remember this many batches of a producer and partition. */
    private static final int REMEMBERED_BATCHES = 5;

    /** A batch's header, and the most that a record without key, value and headers may take. */
    private static final int SMALLEST_BATCH_BYTES = 61 + 24;

    private static final int CLIENT_ID_MAX_BYTES = Short.MAX_VALUE;

    private final Values values;
    private final Problems problems;

    private SettingRules(Values values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    static void apply(Values values, Problems problems) {
        SettingRules rules = new SettingRules(values, problems);
        rules.idempotence();
        rules.deliveryTimeout();
        rules.zeroRequestTimeout();
        rules.sizes();
        rules.compressionLevels();
        rules.backoff("retry.backoff.ms", "retry.backoff.max.ms");
        rules.reconnectBackoff();
        rules.backoff("socket.connection.setup.timeout.ms", "socket.connection.setup.timeout.max.ms");
        rules.partitionerSettings();
        rules.clientId();
    }

    private void idempotence() {
        if (values.text("acks").equals("-1")) {
            values.set("acks", "all");
        }
        boolean wanted = values.isGiven("enable.idempotence") && values.flag("enable.idempotence");
        if (!wanted) {
            manyInFlight();
            return;
        }
        if (!values.isGiven("acks") && values.areUsable("acks")) {
            values.set("acks", "all");
        }
        if (values.areUsable("acks") && !values.text("acks").equals("all")) {
            problems.error("enable.idempotence=true contradicts acks=" + values.text("acks")
                    + ": must be acks=all. Remove one of the two; sequence numbers are used with acks=1 too, unless"
                    + " enable.idempotence=false.");
        }
        if (values.isGiven("retries") && values.number("retries") == 0) {
            problems.error("enable.idempotence=true contradicts retries=0: must be 1 or more. Remove one of the two.");
        }
        if (values.number("max.in.flight.requests.per.connection") > REMEMBERED_BATCHES) {
            problems.error("enable.idempotence=true contradicts max.in.flight.requests.per.connection="
                    + values.number("max.in.flight.requests.per.connection") + ": must be at most "
                    + REMEMBERED_BATCHES + ", the number of batches that brokers remember. Lower it.");
        }
    }

    private void manyInFlight() {
        long inFlight = values.number("max.in.flight.requests.per.connection");
        if (inFlight > REMEMBERED_BATCHES && TypedSettings.usesSequences(values)) {
            problems.warn("max.in.flight.requests.per.connection=" + inFlight + ": of one partition at most "
                    + REMEMBERED_BATCHES + " batches are under way at once all the same, the number that brokers"
                    + " remember.");
        }
    }

    private void deliveryTimeout() {
        if (!values.areUsable("delivery.timeout.ms", "linger.ms", "request.timeout.ms")) {
            return;
        }
        long lingerMs = Math.min(values.number("linger.ms"), Integer.MAX_VALUE);
        long leastMs = Math.min(lingerMs + values.number("request.timeout.ms"), Integer.MAX_VALUE);
        long givenMs = values.number("delivery.timeout.ms");
        if (givenMs >= leastMs) {
            return;
        }
        String sum = "linger.ms=" + values.number("linger.ms") + " and request.timeout.ms="
                + values.number("request.timeout.ms") + " together, " + leastMs;
        if (values.isGiven("delivery.timeout.ms")) {
            problems.error("delivery.timeout.ms=" + givenMs + " is not allowed: must be at least " + sum
                    + ". Raise it, or lower one of the two.");
        } else {
            values.set("delivery.timeout.ms", leastMs);
            problems.warn("delivery.timeout.ms is raised from " + givenMs + " to " + leastMs + ": it must be at least "
                    + sum + ". Set it to choose for yourself.");
        }
    }

    private void zeroRequestTimeout() {
        if (values.number("request.timeout.ms") == 0 && values.areUsable("request.timeout.ms")) {
            problems.error(
                    "request.timeout.ms=0 is not allowed: must be 1 or more (milliseconds), or every request times"
                            + " out at once. Set the time that a response may take.");
        }
    }

    private void sizes() {
        if (!values.areUsable("batch.size", "buffer.memory", "max.request.size")) {
            return;
        }
        long batch = Math.max(1, values.number("batch.size"));
        long memory = values.number("buffer.memory");
        long request = values.number("max.request.size");
        if (memory < batch) {
            problems.error("buffer.memory=" + memory + " is not allowed: must be at least batch.size="
                    + values.number("batch.size") + " (bytes). Raise it, or lower batch.size.");
        } else if (request > memory) {
            problems.warn("max.request.size=" + request + " is more than buffer.memory=" + memory
                    + ": records above the latter can't be sent. Raise buffer.memory.");
        }
        if (request < SMALLEST_BATCH_BYTES) {
            problems.error("max.request.size=" + request + " is not allowed: must be at least " + SMALLEST_BATCH_BYTES
                    + " (bytes), which the smallest batch may take, or no record is let through. Raise it.");
        } else if (batch > request) {
            problems.warn("batch.size=" + batch + " is more than max.request.size=" + request
                    + ": batches are sent at the latter. Raise max.request.size, or lower batch.size.");
        }
    }

    private void compressionLevels() {
        for (String codec : List.of("gzip", "lz4", "zstd")) {
            String level = "compression." + codec + ".level";
            if (values.isGiven(level)
                    && values.areUsable("compression.type")
                    && !values.text("compression.type").equals(codec)) {
                problems.warn(level + "=" + values.number(level) + " has no effect with compression.type="
                        + values.text("compression.type") + ".");
            }
        }
    }

    private void reconnectBackoff() {
        String first = "reconnect.backoff.ms";
        String most = "reconnect.backoff.max.ms";
        if (values.isGiven(first) && !values.isGiven(most) && values.areUsable(most)) {
            values.set(most, values.number(first));
        } else {
            backoff(first, most);
        }
    }

    private void backoff(String first, String most) {
        if (values.areUsable(first, most) && values.number(first) > values.number(most)) {
            problems.warn(first + "=" + values.number(first) + " is more than " + most + "=" + values.number(most)
                    + ": these times do not grow. Raise " + most + " to let them grow.");
        }
    }

    private void partitionerSettings() {
        if (values.areUsable("partitioner.rack.aware")
                && values.flag("partitioner.rack.aware")
                && values.text("client.rack").isBlank()) {
            problems.error("partitioner.rack.aware=true needs client.rack, which is empty: must be the rack that this"
                    + " producer runs in, as in broker.rack of the brokers near it. Set it, or remove"
                    + " partitioner.rack.aware.");
        }
        Object partitioner = values.find("partitioner.class");
        if (partitioner == null || partitioner.equals("default")) {
            return;
        }
        for (String name : TypedSettings.DEFAULT_PARTITIONER_SETTINGS) {
            if (values.isGiven(name)) {
                problems.warn(name + " reaches the partitioner "
                        + (partitioner instanceof Class<?> type ? type.getName() : partitioner)
                        + ", but only the default partitioner is sure to follow it.");
            }
        }
    }

    private void clientId() {
        String id = values.text("client.id");
        if (id.chars().anyMatch(Character::isISOControl)
                || id.getBytes(StandardCharsets.UTF_8).length > CLIENT_ID_MAX_BYTES) {
            problems.error("client.id=" + Problems.shown(id) + " is not allowed: must be at most " + CLIENT_ID_MAX_BYTES
                    + " bytes without control characters. Shorten or correct it.");
        }
    }
}
