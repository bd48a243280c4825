package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.fault.ReplyPlan.After;
import dev.kurier.brokerstub.hangup.HangUp.Cause;
import dev.kurier.brokerstub.hangup.HangUps;
import dev.kurier.brokerstub.tap.Party;
import dev.kurier.protocol.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes why a broker hangs up on one connection, with the request at hand. Guarded by the cluster's lock. */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final HangUps hangUps;
    private final Party party;
    private final Intake input;

    Farewell(HangUps hangUps, Party party, Intake input) {
        this.hangUps = hangUps;
        this.party = party;
        this.input = input;
    }

    /** Because of bytes that are no request, or none that is served. */
    void toBytes(RuntimeException refusal) {
        Cause cause = refusal instanceof ProtocolException ? Cause.MALFORMED : Cause.NOT_SERVED;
        hangUps.refused(party, input.unread(), input.isFrame(), cause, String.valueOf(refusal.getMessage()));
    }

    /** Because a request was cut off on its way in. */
    void toPart() {
        note(Cause.FAULT, "the fault script cuts the request off");
    }

    /** Because a request failed that wants no response, or the fault script ends the connection. */
    void to(Exchange exchange) {
        String refusal = exchange.refusal();
        note(refusal == null ? Cause.FAULT : Cause.UNANSWERED, refusal == null ? "the fault script says so" : refusal);
    }

    /** Because the connection ends with a response, if it does. */
    void with(After response) {
        if (response == After.CLOSE || response == After.RESET) {
            note(Cause.FAULT, "the fault script ends the connection with the response");
        }
    }

    void stubFailed(Throwable thrown) {
        note(Cause.STUB_FAILED, String.valueOf(thrown));
    }

    /** Logs what {@link #stubFailed} has noted, which may take a while: without the lock. */
    void logFailure(Throwable thrown) {
        LOG.error(
                "broker={} hangs up on connection={}: the broker stub failed on its request",
                party.brokerId(),
                party.connectionId(),
                thrown);
    }

    void brokerDown() {
        note(Cause.BROKER_DOWN, "the broker goes down");
    }

    private void note(Cause cause, String reason) {
        hangUps.add(party, input.unread(), cause, reason);
    }
}
