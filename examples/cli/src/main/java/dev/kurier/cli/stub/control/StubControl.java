package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what can be said over the control port. */
public final class StubControl {
    private final StubCluster cluster;
    private final List<Route> routes = new ArrayList<>();

    private StubControl(StubServer server, Scenario.Installed installed) {
        this.cluster = server.cluster();
        routes.add(new Route("GET", "/", "this list", request -> list()));
        routes.addAll(new FaultRoutes(cluster, installed.faults()).routes());
        routes.addAll(new StepRoutes(server, installed.steps()).routes());
        routes.add(new Route("POST", "/topics", "create a topic", this::createTopic));
        routes.add(new Route("DELETE", "/topics/{topic}", "delete a topic", this::deleteTopic));
        routes.add(new Route("POST", "/topics/{topic}/{partition}/leader/{broker}", "move a leader", this::moveLeader));
        routes.addAll(new LookRoutes(cluster).routes());
        routes.addAll(new BrokerRoutes(cluster).routes());
    }

    /**
     * Opens the control port of a cluster.
     *
     * @param address where to listen; with port 0 at a free one
     * @param installed what a scenario has put in force already; its rules and steps are the first ids
     * @throws IOException if the port can't be had
     */
    public static ControlServer open(StubServer server, InetSocketAddress address, Scenario.Installed installed)
            throws IOException {
        Set<String> hosts = Stream.concat(
                        Stream.of(address.getHostString()),
                        server.cluster().brokers().stream().map(StubBroker::host))
                .collect(Collectors.toSet());
        return ControlServer.start(address, hosts, new StubControl(server, installed).routes);
    }

    /** Opens the control port of a cluster on the loopback address. */
    static ControlServer open(StubServer server, int port, Scenario.Installed installed) throws IOException {
        return open(server, new InetSocketAddress("127.0.0.1", port), installed);
    }

    private ControlAnswer list() {
        return ControlAnswer.ok(routes.stream()
                .map(route -> new Help(route.method() + " " + route.template(), route.doc()))
                .toList());
    }

    private ControlAnswer createTopic(ControlRequest request) {
        Scenario.createTopic(request.fields(), cluster);
        return ControlAnswer.created(Map.of("done", true));
    }

    private ControlAnswer deleteTopic(ControlRequest request) {
        cluster.topic(request.text("topic")).delete();
        return ControlAnswer.done();
    }

    private ControlAnswer moveLeader(ControlRequest request) {
        cluster.partition(request.text("topic"), request.number("partition")).moveLeader(request.number("broker"));
        return ControlAnswer.done();
    }

    /** Is a route as it is listed. */
    private record Help(String request, String does) {}
}
