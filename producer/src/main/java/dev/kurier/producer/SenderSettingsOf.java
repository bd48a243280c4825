package dev.kurier.producer;

import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.sender.SenderSettings;
import dev.kurier.sender.cluster.MetadataSettings;
import dev.kurier.sender.lane.DeliverySettings;
import dev.kurier.sender.metrics.SampleSettings;
import dev.kurier.sender.net.BrokerAddress;
import dev.kurier.sender.net.ConnectionSettings;

/** Translates the producer's settings into what the sender wants to know. */
final class SenderSettingsOf {
    private SenderSettingsOf() {}

    static SenderSettings producer(ProducerSettings settings) {
        ProducerSettings.Connection connection = settings.connection();
        return new SenderSettings(
                settings.client().bootstrapServers().stream()
                        .map(address -> new BrokerAddress(address.host(), address.port()))
                        .toList(),
                delivery(settings),
                new ConnectionSettings(
                        settings.client().id(),
                        settings.delivery().maxInFlightPerConnection(),
                        settings.delivery().requestTimeoutNs(),
                        connection.setupTimeout().firstNs(),
                        connection.setupTimeout().maxNs(),
                        connection.maxIdleNs(),
                        connection.maxResponseBytes(),
                        settings.delivery().deliveryTimeoutNs()),
                new MetadataSettings(
                        settings.metadata().maxAgeNs(),
                        settings.metadata().maxIdleNs(),
                        settings.metadata().rebootstrap(),
                        settings.metadata().rebootstrapTriggerNs()),
                connection.reconnectBackoff().firstNs(),
                connection.reconnectBackoff().maxNs(),
                samples(settings));
    }

    static SampleSettings samples(ProducerSettings settings) {
        return new SampleSettings(
                settings.metrics().sampleWindowNs(), settings.metrics().samples());
    }

    private static DeliverySettings delivery(ProducerSettings settings) {
        ProducerSettings.Delivery delivery = settings.delivery();
        return new DeliverySettings(
                delivery.acks().code(),
                delivery.sequences(),
                delivery.retries(),
                delivery.retryBackoff().firstNs(),
                delivery.retryBackoff().maxNs(),
                delivery.requestTimeoutNs(),
                delivery.deliveryTimeoutNs(),
                settings.batching().lingerNs(),
                settings.batching().maxRequestSizeBytes(),
                delivery.healTimeoutNs(),
                settings.batching().bufferMemoryBytes() / 4,
                delivery.followRecreatedTopics());
    }
}
