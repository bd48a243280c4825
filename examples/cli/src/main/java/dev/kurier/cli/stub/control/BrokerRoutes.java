package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.BrokerLink;
import dev.kurier.cli.stub.scenario.BrokerVerb;
import dev.kurier.cli.stub.scenario.LinkWords;
import dev.kurier.cli.stub.scenario.VersionWords;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists what can be done to one broker, or to the way to it or to all. */
final class BrokerRoutes {
    private final StubCluster cluster;

    BrokerRoutes(StubCluster cluster) {
        this.cluster = cluster;
    }

    List<Route> routes() {
        Function<ControlRequest, BrokerLink> one =
                request -> cluster.broker(request.number("broker")).link();
        return Stream.concat(
                        Stream.of(BrokerVerb.values()).map(this::verb),
                        Stream.of(
                                new Route("GET", "/brokers", "all brokers", request -> all()),
                                versions(),
                                slow("/brokers/{broker}/link", "slow the way to a broker", one),
                                clear("/brokers/{broker}/link", "make the way as fast as it was", one),
                                slow("/link", "slow the ways to all brokers", request -> cluster.link()),
                                clear("/link", "make all ways as fast as they were", request -> cluster.link())))
                .toList();
    }

    private ControlAnswer all() {
        return ControlAnswer.ok(cluster.brokers().stream()
                .map(broker -> new View(broker.id(), broker.hostPort(), broker.rack(), broker.isUp()))
                .toList());
    }

    /**
     * Is a broker as it is answered.
     *
     * @param address what clients are told
     */
    private record View(int id, String address, @Nullable String rack, boolean up) {}

    private Route verb(BrokerVerb verb) {
        return new Route("POST", "/brokers/{broker}/" + verb.word(), verb.doc(), request -> {
            verb.apply(cluster.broker(request.number("broker")));
            return ControlAnswer.done();
        });
    }

    private Route versions() {
        return new Route(
                "POST", "/brokers/{broker}/versions", "narrow which versions of an API a broker knows", request -> {
                    VersionWords.read(request.fields()).accept(cluster.broker(request.number("broker")));
                    return ControlAnswer.done();
                });
    }

    private static Route slow(String path, String doc, Function<ControlRequest, BrokerLink> link) {
        return new Route("POST", path, doc, request -> {
            LinkWords.read(request.fields()).accept(link.apply(request));
            return ControlAnswer.done();
        });
    }

    private static Route clear(String path, String doc, Function<ControlRequest, BrokerLink> link) {
        return new Route("DELETE", path, doc, request -> {
            link.apply(request).clear();
            return ControlAnswer.done();
        });
    }
}
