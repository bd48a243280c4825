package dev.kurier.cli.stub.scenario;

import dev.kurier.brokerstub.StubBroker;
import java.util.function.Consumer;

/** Lists what can be done to one broker with no more to say than which. */
public enum BrokerVerb {
    KILL("kill", "take a broker down", StubBroker::kill),
    RESTART("restart", "bring a broker up again, at its port", StubBroker::restart),
    RESTART_AT_ANOTHER_PORT(
            "restartAtAnotherPort", "take a broker down and up at another port", StubBroker::restartAtAnotherPort),
    PAUSE("pause", "stop a broker as SIGSTOP would", StubBroker::pause),
    BLACKHOLE("blackhole", "accept connections, read and write nothing", StubBroker::blackhole),
    RESUME("resume", "end pause and blackhole", StubBroker::resume),
    REFUSE("refuse", "close a broker's port, keep its connections", StubBroker::refuseConnections),
    ACCEPT("accept", "open a broker's port again", StubBroker::acceptConnections),
    FILL_DISK(
            "fillDisk",
            "fill a broker's disk: 56 for all it leads",
            broker -> broker.disk().full()),
    FREE_DISK("freeDisk", "free a broker's disk", broker -> broker.disk().free()),
    HIDE("hide", "leave a broker out of Metadata", StubBroker::hide),
    SHOW("show", "end hide", StubBroker::show),
    ALL_VERSIONS("allVersions", "end versions: a broker knows all its release has", StubBroker::allVersions),
    CLEAR_LINK(
            "clearLink",
            "make the way to a broker as fast as it was",
            broker -> broker.link().clear());

    private final String word;
    private final String doc;
    private final Consumer<StubBroker> action;

    BrokerVerb(String word, String doc, Consumer<StubBroker> action) {
        this.word = word;
        this.doc = doc;
        this.action = action;
    }

    /** Returns how scenarios and the control port call it. */
    public String word() {
        return word;
    }

    /** Returns what it does, in a few words. */
    public String doc() {
        return doc;
    }

    /** Does it. */
    public void apply(StubBroker broker) {
        action.accept(broker);
    }
}
