package dev.kurier.brokerstub.junit;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubClusterBuilder;
import dev.kurier.brokerstub.StubServer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds a started cluster in JUnit's store, which closes it with the test or the class it belongs to.
 *
 * <p>Before JUnit 5.13 the store closes only what has the first of the two types, JUnit 6 asks for the second.
 */
@SuppressWarnings("deprecation")
final class RunningStub implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final StubServer server;

    private RunningStub(StubServer server) {
        this.server = server;
    }

    /**
     * Starts what the annotation describes.
     *
     * @throws IllegalArgumentException if it describes no cluster
     */
    static RunningStub start(BrokerStub wanted) {
        StubClusterBuilder builder = StubCluster.builder()
                .brokers(wanted.brokers())
                .seed(wanted.seed())
                .recordRequests(wanted.recordRequests());
        for (String topic : wanted.topics()) {
            addTopic(builder, topic);
        }
        return new RunningStub(builder.start());
    }

    StubServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    private static void addTopic(StubClusterBuilder builder, String topic) {
        int colon = topic.lastIndexOf(':');
        String name = colon < 0 ? topic : topic.substring(0, colon);
        try {
            builder.topic(name, colon < 0 ? 1 : Integer.parseInt(topic.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "@BrokerStub topic='" + topic + "' is not NAME or NAME:PARTITIONS, such as orders:6", e);
        }
    }
}
