package dev.kurier.sender;

import dev.kurier.sender.cluster.MetadataSettings;
import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.metrics.SampleSettings;
import dev.kurier.sender.net.BrokerAddress;
import dev.kurier.sender.net.ConnectionSettings;
import java.util.List;

/**
 * Holds the settings of a sender, parsed and checked.
 *
 * @param bootstrapServers asked first, at least one
 * @param delivery acks, retries, time-outs
 * @param connection limits and time-outs of connections
 * @param metadata when to ask for metadata
 * @param reconnectBackoffNs the wait after the first failed connection
 * @param reconnectBackoffMaxNs the longest wait between attempts to connect
 * @param samples how far back averages and rates look
 */
public record SenderSettings(
        List<BrokerAddress> bootstrapServers,
        DeliverySettings delivery,
        ConnectionSettings connection,
        MetadataSettings metadata,
        long reconnectBackoffNs,
        long reconnectBackoffMaxNs,
        SampleSettings samples) {
    public SenderSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        if (bootstrapServers.isEmpty()) {
            throw new IllegalArgumentException("at least one bootstrap server is needed");
        }
    }
}
