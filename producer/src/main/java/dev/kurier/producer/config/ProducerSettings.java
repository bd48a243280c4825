package dev.kurier.producer.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the settings of one producer, checked, complete and typed.
 *
 * <p>Durations are in nanoseconds and at most {@link #FOREVER_NS}, so that adding one to a clock reading does not
 * overflow.
 *
 * @param client who the producer is and where it starts
 * @param batching how records are collected
 * @param delivery what "done" means and how long it may take
 * @param connection sockets
 * @param metadata how long knowledge of the cluster is good
 * @param plugins what user code runs
 * @param metrics what is measured
 * @param warnings what the application should know and is no error, one sentence each, in a stable order
 * @param effective every known setting and the value in use as text, secrets masked, sorted by name
 */
public record ProducerSettings(
        Client client,
        Batching batching,
        Delivery delivery,
        Connection connection,
        Metadata metadata,
        Plugins plugins,
        Metrics metrics,
        List<String> warnings,
        Map<String, String> effective) {

    /** The longest duration, about 73 years. */
    public static final long FOREVER_NS = Long.MAX_VALUE / 4;

    /**
     * Parses settings under Kafka's names and Kurier's own.
     *
     * @throws dev.kurier.api.error.ConfigException with every problem found
     */
    public static ProducerSettings parse(Map<?, ?> given) {
        return parse(given, Set.of());
    }

    /**
     * As {@link #parse(Map)} for a producer that got some plugins as objects.
     *
     * @param inCode the settings that objects given in code stand for, for example {@code key.serializer}: they may be
     *     missing, and are an error if given as well
     */
    public static ProducerSettings parse(Map<?, ?> given, Set<String> inCode) {
        return SettingsParser.parse(given, inCode);
    }

    /**
     * Says who the producer is and where it starts.
     *
     * @param id {@code client.id}, never empty: {@code producer-1}, {@code producer-2} … if none was given
     * @param rack {@code client.rack}, may be empty
     * @param bootstrapServers at least one, in the order given
     */
    public record Client(String id, String rack, List<BrokerAddress> bootstrapServers) {}

    /**
     * Says how records are collected.
     *
     * @param sizeBytes {@code batch.size}, at least 1, at most {@code maxRequestSizeBytes}
     * @param lingerNs {@code linger.ms}
     * @param bufferMemoryBytes {@code buffer.memory}
     * @param maxRequestSizeBytes {@code max.request.size}
     * @param compression {@code compression.type}
     * @param compressionLevel the level setting of that codec; of no meaning for none and snappy
     */
    public record Batching(
            int sizeBytes,
            long lingerNs,
            long bufferMemoryBytes,
            int maxRequestSizeBytes,
            Compression compression,
            int compressionLevel) {}

    /** Names Kafka's codecs. */
    public enum Compression {
        NONE,
        GZIP,
        SNAPPY,
        LZ4,
        ZSTD
    }

    /**
     * Says what "done" means and how long it may take.
     *
     * @param acks {@code acks}
     * @param sequences whether batches carry a producer id and sequence numbers, so that retries make no duplicates:
     *     unless {@code acks=0} or {@code enable.idempotence=false}
     * @param retries {@code retries}
     * @param maxInFlightPerConnection {@code max.in.flight.requests.per.connection}
     * @param deliveryTimeoutNs {@code delivery.timeout.ms}, at least linger and request time-out together
     * @param requestTimeoutMs {@code request.timeout.ms}, in the unit of the protocol's {@code TimeoutMs} field
     * @param maxBlockNs {@code max.block.ms}
     * @param retryBackoff {@code retry.backoff.ms} and {@code retry.backoff.max.ms}
     * @param healTimeoutNs {@code kurier.heal.timeout.ms}
     * @param followRecreatedTopics {@code kurier.topic.recreation}: whether waiting records are sent to a topic that was created
     *     again
     */
    public record Delivery(
            Acks acks,
            boolean sequences,
            int retries,
            int maxInFlightPerConnection,
            long deliveryTimeoutNs,
            int requestTimeoutMs,
            long maxBlockNs,
            Backoff retryBackoff,
            long healTimeoutNs,
            boolean followRecreatedTopics) {
        /** {@code request.timeout.ms} in nanoseconds. */
        public long requestTimeoutNs() {
            return requestTimeoutMs * 1_000_000L;
        }
    }

    /** Names what a leader waits for before it answers. */
    public enum Acks {
        /** No answer at all. */
        NONE(0),
        /** The leader's own log. */
        LEADER(1),
        /** All replicas in sync. */
        ALL(-1);

        private final short code;

        Acks(int code) {
            this.code = (short) code;
        }

        /** The protocol's number: 0, 1 or -1. */
        public short code() {
            return code;
        }
    }

    /**
     * Says how waits grow from one failure to the next.
     *
     * @param firstNs the first wait
     * @param maxNs the longest wait, at least {@code firstNs}; equal to it: waits do not grow
     */
    public record Backoff(long firstNs, long maxNs) {}

    /**
     * Sets up sockets.
     *
     * @param sendBufferBytes {@code send.buffer.bytes}, or -1 for the system's own
     * @param receiveBufferBytes {@code receive.buffer.bytes}, or -1 for the system's own
     * @param reconnectBackoff {@code reconnect.backoff.ms} and {@code reconnect.backoff.max.ms}
     * @param setupTimeout {@code socket.connection.setup.timeout.ms} and its {@code max}
     * @param maxIdleNs {@code connections.max.idle.ms}; {@link #FOREVER_NS} if negative
     * @param maxResponseBytes {@code kurier.max.response.bytes}: a longer answer ends the connection
     */
    public record Connection(
            int sendBufferBytes,
            int receiveBufferBytes,
            Backoff reconnectBackoff,
            Backoff setupTimeout,
            long maxIdleNs,
            int maxResponseBytes) {}

    /**
     * Says how long knowledge of the cluster is good.
     *
     * @param maxAgeNs {@code metadata.max.age.ms}
     * @param maxIdleNs {@code metadata.max.idle.ms}: a topic not sent to for that long is forgotten
     * @param rebootstrap {@code metadata.recovery.strategy}: whether to start over from the bootstrap servers when no
     *     known broker answers
     * @param rebootstrapTriggerNs {@code metadata.recovery.rebootstrap.trigger.ms}
     */
    public record Metadata(long maxAgeNs, long maxIdleNs, boolean rebootstrap, long rebootstrapTriggerNs) {}

    /**
     * Says what user code runs.
     *
     * @param keySerializer {@code key.serializer}, or null if given in code
     * @param valueSerializer {@code value.serializer}, or null if given in code
     * @param partitioner {@code partitioner.class}, {@code default} if none was named; null if given in code
     * @param ofAnyPartitioner the settings that reach a partitioner whatever its name
     * @param interceptors {@code interceptor.classes}, in their order
     * @param listeners {@code kurier.listeners}, in their order
     * @param path {@code kurier.plugin.path}, the directories and jars to look into
     */
    public record Plugins(
            @Nullable PluginChoice keySerializer,
            @Nullable PluginChoice valueSerializer,
            @Nullable PluginChoice partitioner,
            Map<String, String> ofAnyPartitioner,
            List<PluginChoice> interceptors,
            List<PluginChoice> listeners,
            List<String> path) {}

    /**
     * Says what is measured.
     *
     * @param timing {@code kurier.timing}
     * @param sampleWindowNs {@code metrics.sample.window.ms}
     * @param samples {@code metrics.num.samples}
     */
    public record Metrics(Timing timing, long sampleWindowNs, int samples) {}

    /** Names how many records have their stage times measured. */
    public enum Timing {
        /** None. */
        OFF,
        /** One in 1,024. */
        SAMPLED,
        /** Every record. */
        ALL
    }
}
