package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubBroker;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what can be said over the control port. */
public final class StubControl {
    private final StubCluster cluster;
    private final FaultRoutes faults;
    private final StepRoutes steps;
    private final List<Route> routes = new ArrayList<>();

    private StubControl(StubServer server, Scenario.Installed installed, Supplier<Scenario.Installed> scenario) {
        this.cluster = server.cluster();
        this.faults = new FaultRoutes(cluster, installed.faults());
        this.steps = new StepRoutes(server, installed.steps());
        routes.add(new Route("GET", "/", "this list", request -> list()));
        routes.add(new Route("POST", "/reset", "put all back as after the start", request -> reset(scenario)));
        routes.addAll(faults.routes());
        routes.addAll(steps.routes());
        routes.addAll(new TopicRoutes(cluster).routes());
        routes.addAll(new LookRoutes(cluster).routes());
        routes.addAll(new BrokerRoutes(cluster).routes());
    }

    /**
     * Opens the control port of a cluster.
     *
     * @param address where to listen; with port 0 at a free one
     * @param installed what a scenario has put in force already; its rules and steps are the first ids
     * @param scenario puts it in force again, after a reset
     * @throws IOException if the port can't be had
     */
    public static ControlServer open(
            StubServer server,
            InetSocketAddress address,
            Scenario.Installed installed,
            Supplier<Scenario.Installed> scenario)
            throws IOException {
        Set<String> hosts = Stream.concat(
                        Stream.of(address.getHostString()),
                        server.cluster().brokers().stream().map(StubBroker::host))
                .collect(Collectors.toSet());
        return ControlServer.start(address, hosts, new StubControl(server, installed, scenario).routes);
    }

    /** Opens the control port of a cluster on the loopback address. */
    static ControlServer open(StubServer server, int port, Scenario.Installed installed) throws IOException {
        return open(server, new InetSocketAddress("127.0.0.1", port), installed, () -> Scenario.Installed.NOTHING);
    }

    private ControlAnswer list() {
        return ControlAnswer.ok(routes.stream()
                .map(route -> new Help(route.method() + " " + route.template(), route.doc()))
                .toList());
    }

    /** Puts all back as it was after the start, the scenario too. */
    private ControlAnswer reset(Supplier<Scenario.Installed> scenario) {
        cluster.reset();
        Scenario.Installed again = scenario.get();
        faults.reset(again.faults());
        steps.reset(again.steps());
        return ControlAnswer.done();
    }

    /** Is a route as it is listed. */
    private record Help(String request, String does) {}
}
