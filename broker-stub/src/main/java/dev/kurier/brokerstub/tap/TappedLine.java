package dev.kurier.brokerstub.tap;

import dev.kurier.brokerstub.tap.FrameTap.Closer;
import java.nio.ByteBuffer;
import java.util.List;

/** Tells the taps of a cluster what goes over one connection. Guarded by the cluster's lock. */
public final class TappedLine {
    /** The peer of a line without a client: nobody is told that it is there. */
    public static final String NOBODY = "";

    private final List<FrameTap> taps;
    private final Party party;

    /**
     * Lays a line.
     *
     * @param taps the cluster's, as they come and go
     */
    public TappedLine(List<FrameTap> taps, Party party) {
        this.taps = taps;
        this.party = party;
    }

    /** Tells all taps of the connection. */
    public void opened(long nowNs) {
        taps.forEach(tap -> opened(tap, nowNs));
    }

    /** Tells one tap of the connection. */
    public void opened(FrameTap tap, long nowNs) {
        if (!party.peer().equals(NOBODY)) {
            tap.opened(party, nowNs);
        }
    }

    /** Tells of a request; see {@link FrameTap#received}. */
    public void received(ByteBuffer frame, long nowNs) {
        taps.forEach(tap -> tap.received(party, frame.duplicate(), nowNs));
    }

    /** Tells of an answer, if there is one; see {@link FrameTap#answered}. */
    public void answered(List<ByteBuffer> frame, boolean whole, long nowNs) {
        if (!frame.isEmpty()) {
            taps.forEach(tap -> tap.answered(party, frame, whole, nowNs));
        }
    }

    /** Tells of the end. */
    public void closed(Closer by, long nowNs) {
        taps.forEach(tap -> tap.closed(party, by, nowNs));
    }
}
