package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.cli.stub.scenario.FaultWords;
import dev.kurier.cli.stub.scenario.HeldRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lists what can be done about the rules of the fault script. */
final class FaultRoutes {
    /** How many rules are remembered; then those that are spent are forgotten, the oldest first. */
    static final int MAX_FAULTS = 1_000;

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    private final StubCluster cluster;
    private final Numbered<FaultHandle> faults = new Numbered<>("fault", MAX_FAULTS, FaultHandle::isSpent);

    /** Begins with rules that are in force already; they are the first ids. */
    FaultRoutes(StubCluster cluster, List<FaultHandle> installed) {
        this.cluster = cluster;
        installed.forEach(faults::add);
    }

    /** Forgets all rules but these, which are in force now; they have new ids. */
    void reset(List<FaultHandle> installed) {
        faults.clear();
        installed.forEach(faults::add);
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/faults", "put a rule in force", this::add),
                new Route("GET", "/faults", "all rules, with their hits", request -> all()),
                new Route("DELETE", "/faults", "take all rules out", request -> clear()),
                new Route("GET", "/faults/{id}", "how many requests a rule has struck", this::one),
                new Route("GET", "/faults/{id}/wait", "wait for hits, ?hits=1&timeout=5s", query -> true, this::await),
                new Route("POST", "/faults/{id}/release", "let go on what a hold rule holds", this::release),
                new Route("DELETE", "/faults/{id}", "take a rule out", this::remove),
                new Route("GET", "/seed", "what chances and delays are drawn from", request -> seed()));
    }

    private ControlAnswer add(ControlRequest request) {
        int id = faults.add(FaultWords.install(request.fields(), cluster));
        return ControlAnswer.created(new View(id, 0));
    }

    private ControlAnswer await(ControlRequest request) {
        int id = request.number("id");
        FaultHandle fault = faults.get(id);
        try {
            fault.awaitHits(
                    request.queryNumber("hits", 1),
                    request.queryTime("timeout", DEFAULT_WAIT, ControlRequest.MAX_WAIT));
        } catch (AssertionError e) {
            return ControlAnswer.failed(408, String.valueOf(e.getMessage()));
        }
        return ControlAnswer.ok(view(id, fault));
    }

    private ControlAnswer release(ControlRequest request) {
        int id = request.number("id");
        if (!(faults.get(id) instanceof HeldRule held)) {
            throw new IllegalArgumentException(
                    "fault=" + id + " holds nothing; release is for rules with \"hold\": true or \"then\": \"hold\"");
        }
        held.release();
        return ControlAnswer.done();
    }

    private ControlAnswer all() {
        return ControlAnswer.ok(faults.map(FaultRoutes::view));
    }

    private ControlAnswer one(ControlRequest request) {
        int id = request.number("id");
        return ControlAnswer.ok(view(id, faults.get(id)));
    }

    private ControlAnswer remove(ControlRequest request) {
        int id = request.number("id");
        FaultHandle fault = faults.remove(id);
        fault.remove();
        return ControlAnswer.ok(view(id, fault));
    }

    /** Lets go what is held, too: a rule that is gone can't be released any more. */
    private ControlAnswer clear() {
        faults.map((id, fault) -> id).forEach(id -> faults.remove(id).remove());
        cluster.clearFaults();
        return ControlAnswer.done();
    }

    private ControlAnswer seed() {
        return ControlAnswer.ok(Map.of("seed", cluster.faults().seed()));
    }

    private static View view(int id, FaultHandle fault) {
        return new View(id, fault.hits());
    }

    /** Is a rule as it is answered; a record, so that its fields keep their order. */
    private record View(int id, int hits) {}
}
