package dev.kurier.brokerstub.junit;

import dev.kurier.brokerstub.StubCluster;
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
        try {
            return new RunningStub(StubCluster.builder()
                    .brokers(wanted.brokers())
                    .seed(wanted.seed())
                    .recordRequests(wanted.recordRequests())
                    .topics(wanted.topics())
                    .start());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@BrokerStub: " + e.getMessage(), e);
        }
    }

    StubServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
