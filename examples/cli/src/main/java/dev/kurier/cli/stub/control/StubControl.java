package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.cli.stub.scenario.FaultWords;
import dev.kurier.cli.stub.scenario.HeldRule;
import dev.kurier.cli.stub.scenario.JsonFields;
import dev.kurier.cli.stub.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Lists what can be said over the control port, and does it. */
public final class StubControl {
    /** How many rules are remembered; then those that are spent are forgotten, the oldest first. */
    private static final int MAX_FAULTS = 1_000;

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final StubCluster cluster;
    private final Map<Integer, FaultHandle> faults = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastFault = new AtomicInteger();
    private final List<Route> ownRoutes = List.of(
            new Route("GET", "/", "this list", request -> list()),
            new Route("POST", "/faults", "put a rule in force", this::addFault),
            new Route("GET", "/faults", "all rules, with their hits", request -> allFaults()),
            new Route("GET", "/faults/{id}", "how many requests a rule has struck", this::oneFault),
            new Route("GET", "/faults/{id}/wait", "wait for hits, ?hits=1&timeout=5s", this::awaitFault),
            new Route("POST", "/faults/{id}/release", "let go on what a hold rule holds", this::release),
            new Route("DELETE", "/faults/{id}", "take a rule out", this::removeFault),
            new Route("POST", "/topics", "create a topic", this::createTopic),
            new Route("DELETE", "/topics/{topic}", "delete a topic", this::deleteTopic),
            new Route("GET", "/topics/{topic}/records", "the newest records, ?limit=1000", this::records),
            new Route("POST", "/topics/{topic}/{partition}/leader/{broker}", "move a leader", this::moveLeader));

    private final List<Route> routes;

    private StubControl(StubCluster cluster) {
        this.cluster = cluster;
        this.routes = Stream.concat(ownRoutes.stream(), new BrokerRoutes(cluster).routes().stream())
                .toList();
    }

    /**
     * Opens the control port of a cluster.
     *
     * @param port 0 for a free one
     * @param installed rules that are in force already; they are the first ids
     * @throws IOException if the port can't be had
     */
    public static ControlServer open(StubCluster cluster, int port, List<FaultHandle> installed) throws IOException {
        StubControl control = new StubControl(cluster);
        installed.forEach(control::number);
        return ControlServer.start(port, control.routes);
    }

    private ControlAnswer list() {
        return ControlAnswer.ok(routes.stream()
                .map(route -> Map.of("request", route.method() + " " + route.template(), "does", route.doc()))
                .toList());
    }

    private ControlAnswer addFault(ControlRequest request) {
        int id = number(FaultWords.install(request.fields(), cluster));
        return ControlAnswer.created(Map.of("id", id, "hits", 0));
    }

    private int number(FaultHandle fault) {
        forgetSpent();
        int id = lastFault.incrementAndGet();
        faults.put(id, fault);
        return id;
    }

    /** Makes room: the oldest of those that strike no more go. */
    private void forgetSpent() {
        Iterator<FaultHandle> oldestFirst = faults.values().iterator();
        while (faults.size() >= MAX_FAULTS && oldestFirst.hasNext()) {
            if (oldestFirst.next().isSpent()) {
                oldestFirst.remove();
            }
        }
    }

    private ControlAnswer awaitFault(ControlRequest request) {
        int id = request.number("id");
        FaultHandle fault = fault(id);
        try {
            fault.awaitHits(request.queryNumber("hits", 1), request.queryTime("timeout", DEFAULT_WAIT, MAX_WAIT));
        } catch (AssertionError e) {
            return ControlAnswer.failed(408, String.valueOf(e.getMessage()));
        }
        return ControlAnswer.ok(view(id, fault));
    }

    private ControlAnswer release(ControlRequest request) {
        int id = request.number("id");
        if (!(fault(id) instanceof HeldRule held)) {
            throw new IllegalArgumentException(
                    "fault=" + id + " holds nothing; release is for rules with \"hold\": true");
        }
        held.release();
        return ControlAnswer.done();
    }

    private ControlAnswer allFaults() {
        return ControlAnswer.ok(faults.entrySet().stream()
                .map(fault -> view(fault.getKey(), fault.getValue()))
                .toList());
    }

    private ControlAnswer oneFault(ControlRequest request) {
        int id = request.number("id");
        return ControlAnswer.ok(view(id, fault(id)));
    }

    private ControlAnswer removeFault(ControlRequest request) {
        int id = request.number("id");
        FaultHandle fault = fault(id);
        fault.remove();
        faults.remove(id);
        return ControlAnswer.ok(view(id, fault));
    }

    private FaultHandle fault(int id) {
        FaultHandle fault = faults.get(id);
        if (fault == null) {
            throw new IllegalArgumentException("fault=" + id + " is not known; GET /faults lists those that are");
        }
        return fault;
    }

    private static Map<String, Integer> view(int id, FaultHandle fault) {
        return Map.of("id", id, "hits", fault.hits());
    }

    private ControlAnswer createTopic(ControlRequest request) {
        JsonFields topic = request.fields();
        Scenario.createTopic(topic, cluster);
        return ControlAnswer.created(Map.of("done", true));
    }

    private ControlAnswer deleteTopic(ControlRequest request) {
        cluster.topic(request.text("topic")).delete();
        return ControlAnswer.done();
    }

    private ControlAnswer records(ControlRequest request) {
        return ControlAnswer.ok(
                RecordView.newest(cluster.records(request.text("topic")), request.queryNumber("limit", 1_000)));
    }

    private ControlAnswer moveLeader(ControlRequest request) {
        cluster.partition(request.text("topic"), request.number("partition")).moveLeader(request.number("broker"));
        return ControlAnswer.done();
    }
}
