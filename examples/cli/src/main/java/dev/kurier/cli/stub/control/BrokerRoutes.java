package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.cli.stub.scenario.JsonFields;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Lists what can be done to one broker, or to the way to it. */
final class BrokerRoutes {
    private final StubCluster cluster;

    BrokerRoutes(StubCluster cluster) {
        this.cluster = cluster;
    }

    List<Route> routes() {
        return List.of(
                verb("kill", "take a broker down", StubBroker::kill),
                verb("restart", "bring a broker up again", StubBroker::restart),
                verb("pause", "stop a broker as SIGSTOP would", StubBroker::pause),
                verb("blackhole", "accept connections, read and write nothing", StubBroker::blackhole),
                verb("resume", "end pause and blackhole", StubBroker::resume),
                verb("refuse", "close a broker's port, keep its connections", StubBroker::refuseConnections),
                verb("accept", "open a broker's port again", StubBroker::acceptConnections),
                new Route("POST", "/brokers/{broker}/link", "slow the way to a broker", this::slow),
                new Route("DELETE", "/brokers/{broker}/link", "make the way as fast as it was", this::clear));
    }

    private Route verb(String name, String doc, Consumer<StubBroker> verb) {
        return new Route("POST", "/brokers/{broker}/" + name, doc, request -> {
            verb.accept(cluster.broker(request.number("broker")));
            return ControlAnswer.done();
        });
    }

    private ControlAnswer slow(ControlRequest request) {
        BrokerLink link = cluster.broker(request.number("broker")).link();
        JsonFields said = request.fields();
        int roundTripMs = said.has("roundTripMs") ? said.requiredNumber("roundTripMs", 0) : -1;
        int bytesPerSecond = said.has("bytesPerSecond") ? said.requiredNumber("bytesPerSecond", 1) : -1;
        int sliceBytes = said.has("sliceBytes") ? said.requiredNumber("sliceBytes", 1) : -1;
        int sliceEveryMs = sliceBytes < 0 ? 0 : said.requiredNumber("sliceEveryMs", 0);
        said.done();
        if (roundTripMs >= 0) {
            link.roundTrip(Duration.ofMillis(roundTripMs));
        }
        if (bytesPerSecond > 0) {
            link.bandwidth(bytesPerSecond);
        }
        if (sliceBytes > 0) {
            link.slicer(sliceBytes, Duration.ofMillis(sliceEveryMs));
        }
        return ControlAnswer.done();
    }

    private ControlAnswer clear(ControlRequest request) {
        cluster.broker(request.number("broker")).link().clear();
        return ControlAnswer.done();
    }
}
