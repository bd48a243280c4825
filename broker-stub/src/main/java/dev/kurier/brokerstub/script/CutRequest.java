package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.GateState;
import java.util.function.Function;

/** Says what happens when a part of a request has come in; each way puts the rule in force. */
public final class CutRequest {
    private final FaultBuilder rule;
    private final Function<FaultAction, FaultHandle> install;

    CutRequest(FaultBuilder rule, Function<FaultAction, FaultHandle> install) {
        this.rule = rule;
        this.install = install;
    }

    /** Closes the connection in good order. */
    public FaultHandle thenClose() {
        return install.apply(new FaultAction.End(Ending.CLOSE));
    }

    /** Breaks the connection off, by a TCP reset. */
    public FaultHandle thenReset() {
        return install.apply(new FaultAction.End(Ending.RESET));
    }

    /** Reads nothing more: the connection stays open, and the client can't get rid of what it has still to send. */
    public FaultHandle thenStall() {
        return install.apply(new FaultAction.Silence());
    }

    /** Reads nothing more until the test says so; then the rest comes in, and the request is one like others. */
    public Gate thenHold() {
        GateState gate = rule.newGate();
        return new Gate(rule.core, gate, install.apply(new FaultAction.StopAt(gate)));
    }
}
