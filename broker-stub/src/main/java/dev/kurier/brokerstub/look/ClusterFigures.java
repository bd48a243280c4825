package dev.kurier.brokerstub.look;

import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.connection.Traffic;
import dev.kurier.brokerstub.hangup.HangUp;
import dev.kurier.protocol.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts what a cluster has seen and holds, at one time.
 *
 * @param brokersUp brokers that are up
 * @param connectionsOpen connections that are open
 * @param connectionsOpened connections that were ever opened
 * @param requests requests received, by API
 * @param unknownRequests requests received whose API has no name
 * @param bytesIn bytes received, frames' sizes counted
 * @param bytesOut bytes handed to clients
 * @param hangUps connections that the stub has closed, by cause; all causes are there
 * @param faultHits how often rules of the fault script have struck
 * @param partitions what the partitions hold
 */
public record ClusterFigures(
        int brokersUp,
        int connectionsOpen,
        long connectionsOpened,
        Map<ApiKey, Long> requests,
        long unknownRequests,
        long bytesIn,
        long bytesOut,
        Map<HangUp.Cause, Long> hangUps,
        long faultHits,
        List<PartitionFigures> partitions) {

    /**
     * Counts what one partition holds.
     *
     * @param leader the broker that leads it, or -1
     * @param startOffset the first offset that can be read
     * @param endOffset the offset that the next record will have
     * @param logBytes what its batches take
     */
    public record PartitionFigures(
            String topic, int partition, int leader, long startOffset, long endOffset, long logBytes) {
        /** Returns how many records can be read; those that were thrown away at once are counted. */
        public long records() {
            return endOffset - startOffset;
        }
    }

    /** Counts. */
    public static ClusterFigures of(ClusterCore core) {
        return core.ask(state -> {
            List<PartitionFigures> partitions = new ArrayList<>();
            state.topics()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> partitions.add(new PartitionFigures(
                                    topic.name(),
                                    partition.index(),
                                    partition.leaderId(),
                                    partition.log().startOffset(),
                                    partition.log().endOffset(),
                                    partition.log().keptBytes()))));
            Traffic traffic = core.traffic();
            return new ClusterFigures(
                    (int) state.brokers().stream().filter(Broker::isAlive).count(),
                    core.connectionsOpen(),
                    traffic.connectionsOpened(),
                    traffic.requests(),
                    traffic.unknownRequests(),
                    traffic.bytesIn(),
                    traffic.bytesOut(),
                    core.hangUps().counts(),
                    core.faults().hits(),
                    partitions);
        });
    }

    /** Returns what the batches of all partitions take, in bytes. */
    public long logBytes() {
        return partitions.stream().mapToLong(PartitionFigures::logBytes).sum();
    }

    /** Returns how many records can be read in all partitions. */
    public long records() {
        return partitions.stream().mapToLong(PartitionFigures::records).sum();
    }
}
