package dev.kurier.cli.stub.control;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.scenario.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists what can be done about the cluster's time: steps that wait for it, and the clock itself. */
final class StepRoutes {
    /** How many steps are remembered; those that are over make room, the oldest first. */
    static final int MAX_STEPS = 1_000;

    private final StubServer server;
    private final Numbered<Timeline.Step> steps = new Numbered<>("step", MAX_STEPS, Timeline.Step::isOver);

    StepRoutes(StubServer server, List<Timeline.Step> planned) {
        this.server = server;
        planned.forEach(steps::add);
    }

    /** Forgets all steps but these, which are planned now; they have new ids. */
    void reset(List<Timeline.Step> planned) {
        steps.clear();
        planned.forEach(steps::add);
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/steps", "do a step of a scenario now, or at a time", this::add),
                new Route("GET", "/steps", "all steps that have a time", request -> all()),
                new Route("DELETE", "/steps/{id}", "take a step out", this::remove),
                new Route("GET", "/clock", "what time it is", request -> clock()),
                new Route("POST", "/clock/advance", "let time pass: {\"time\": \"45s\"}", this::advance));
    }

    private ControlAnswer add(ControlRequest request) {
        Timeline.@Nullable Step planned = Steps.now(request.fields(), cluster());
        return planned == null ? ControlAnswer.done() : ControlAnswer.created(view(steps.add(planned), planned));
    }

    private ControlAnswer all() {
        return ControlAnswer.ok(steps.map(StepRoutes::view));
    }

    private ControlAnswer remove(ControlRequest request) {
        int id = request.number("id");
        Timeline.Step step = steps.remove(id);
        step.remove();
        return ControlAnswer.ok(view(id, step));
    }

    private ControlAnswer clock() {
        return server.isClockVirtual()
                ? ControlAnswer.ok(new Clock(true, server.clock().now().toMillis()))
                : ControlAnswer.ok(Map.of("virtual", false));
    }

    private ControlAnswer advance(ControlRequest request) {
        JsonFields said = request.fields();
        Duration time = said.time("time");
        said.done();
        if (time == null) {
            throw said.refusal("time", " is missing; how long is needed, such as 45s");
        }
        if (!server.isClockVirtual()) {
            throw new IllegalStateException(
                    "the clock is the system's, which goes by itself; start with --virtual-clock");
        }
        server.clock().advance(time);
        return clock();
    }

    private StubCluster cluster() {
        return server.cluster();
    }

    private static View view(int id, Timeline.Step step) {
        return new View(id, step.toString(), step.runs(), step.isOver(), step.failure());
    }

    /** Is a step as it is answered; a record, so that its fields keep their order. */
    private record View(int id, String step, long runs, boolean over, String error) {}

    /** Is a virtual clock as it is answered. */
    private record Clock(boolean virtual, long ms) {}
}
