package dev.kurier.brokerstub.connection;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says what the way to one broker is like, for all its connections. Guarded by the cluster's lock. */
public final class LinkState {
    /** Tells what reaches the broker. */
    public enum Passage {
        OPEN,
        /** The broker stands still; connections wait to be accepted. */
        PAUSED,
        /** Connections are accepted, but nothing goes in or out. */
        BLACK_HOLE
    }

    private Passage passage = Passage.OPEN;
    private boolean refusing;
    private @Nullable LongSupplier latencyNs;
    private long bytesPerSecond;
    private int sliceBytes;
    private long sliceNs;

    LinkState() {}

    /** Makes the way what it was at first. */
    void reset() {
        passage = Passage.OPEN;
        refusing = false;
        latencyNs = null;
        bytesPerSecond = 0;
        slices(0, 0);
    }

    boolean isStopped() {
        return passage != Passage.OPEN;
    }

    /** Tells whether answers take time. */
    boolean shapes() {
        return latencyNs != null || bytesPerSecond > 0 || sliceBytes > 0;
    }

    /** How much later the next answer arrives; drawn anew each time. */
    long nextLatencyNs() {
        return latencyNs == null ? 0 : latencyNs.getAsLong();
    }

    /** How long the link is busy with that many bytes. */
    long transferNs(int bytes) {
        return bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    }

    /** How many bytes go at a time. */
    int sliceBytes() {
        return sliceBytes == 0 ? Integer.MAX_VALUE : sliceBytes;
    }

    long sliceNs() {
        return sliceNs;
    }

    public Passage passage() {
        return passage;
    }

    public void passage(Passage passage) {
        this.passage = passage;
    }

    public boolean isRefusing() {
        return refusing;
    }

    public void refusing(boolean refusing) {
        this.refusing = refusing;
    }

    /** Sets what draws how much later answers arrive, in nanoseconds; null for none. */
    public void latencyNs(@Nullable LongSupplier latencyNs) {
        this.latencyNs = latencyNs;
    }

    /** Sets the bandwidth; 0 for no limit. */
    public void bytesPerSecond(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Sets how many bytes go at a time, 0 for all, and the time between. */
    public void slices(int bytes, long betweenNs) {
        this.sliceBytes = bytes;
        this.sliceNs = betweenNs;
    }
}
