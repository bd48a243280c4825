package dev.kurier.brokerstub.script;

import dev.kurier.brokerstub.fault.ReplyPlan;
import java.util.function.Function;

/** Says what follows the part of an answer that is sent; each way puts the rule in force. */
public final class TruncatedReply {
    private final Function<ReplyPlan.After, FaultHandle> install;

    TruncatedReply(Function<ReplyPlan.After, FaultHandle> install) {
        this.install = install;
    }

    /** Closes the connection in good order. */
    public FaultHandle thenClose() {
        return install.apply(ReplyPlan.After.CLOSE);
    }

    /** Breaks the connection off, by a TCP reset. */
    public FaultHandle thenReset() {
        return install.apply(ReplyPlan.After.RESET);
    }

    /** Sends and reads nothing more; the connection stays open. */
    public FaultHandle thenStall() {
        return install.apply(ReplyPlan.After.STALL);
    }
}
