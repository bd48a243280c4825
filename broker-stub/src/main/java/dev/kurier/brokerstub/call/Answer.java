package dev.kurier.brokerstub.call;

import dev.kurier.brokerstub.cluster.Partition;
import dev.kurier.protocol.WireWriter;
import java.util.List;

/** Is what a call comes to. */
public sealed interface Answer {
    /** Nothing is sent: the request asked for no answer (acks=0). */
    Answer NONE = new None();

    /** Nothing is sent, see {@link #NONE}. */
    record None() implements Answer {}

    /**
     * A response is sent.
     *
     * @param version the version to write it in; not always that of the request (KIP-511)
     */
    record Reply(short version, Body body) implements Answer {}

    /** The broker hangs up without an answer. */
    record HangUp(String reason) implements Answer {}

    /**
     * The answer isn't ready (long poll).
     *
     * @param dueNs when it must be given in any case
     * @param partitions a change of one of them may make it ready
     */
    record Wait(long dueNs, List<Partition> partitions) implements Answer {}

    /** Writes the body of a response. */
    @FunctionalInterface
    interface Body {
        void write(WireWriter out, short version);
    }
}
