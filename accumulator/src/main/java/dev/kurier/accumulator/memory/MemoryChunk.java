package dev.kurier.accumulator.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Lends a piece of the producer's memory to one owner.
 *
 * <p>The owner may write to it from several threads, at absolute indexes; it gives the chunk back exactly once, with
 * {@link MemoryPool#release}, when nobody will touch the bytes any more.
 */
public final class MemoryChunk {
    private static final VarHandle TAKEN;
    private static final VarHandle CHARGED_TO;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(MemoryChunk.class, "taken", boolean.class);
            CHARGED_TO = MethodHandles.lookup().findVarHandle(MemoryChunk.class, "chargedTo", LeaderShare.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ByteBuffer buffer;
    private final @Nullable Slab slab;
    private final int slabOffset;

    @SuppressWarnings("FieldMayBeFinal") // written through TAKEN
    private volatile boolean taken;

    /** Whose account it is on; null while nobody holds the chunk. Written through CHARGED_TO. */
    private volatile @Nullable LeaderShare chargedTo;

    /** Next of the chunks that were given back past the free lists; see ReturnedChunks. */
    @Nullable
    MemoryChunk nextReturned;

    /**
     * Wraps a piece of memory.
     *
     * @param slab where it was cut from, at {@code slabOffset}, or null for memory beside the slabs
     */
    MemoryChunk(ByteBuffer buffer, @Nullable Slab slab, int slabOffset) {
        this.buffer = buffer;
        this.slab = slab;
        this.slabOffset = slabOffset;
    }

    /** The memory, from index 0 to its capacity; use absolute indexes only, the buffer is shared by all writers. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** How many bytes there are. */
    public int sizeBytes() {
        return buffer.capacity();
    }

    @Nullable
    Slab slab() {
        return slab;
    }

    int slabOffset() {
        return slabOffset;
    }

    /** Hands the free chunk to an owner on account of a leader. */
    void take(LeaderShare share) {
        chargedTo = share;
        if (!TAKEN.compareAndSet(this, false, true)) {
            throw new IllegalStateException(
                    "a chunk of " + sizeBytes() + " bytes was lent twice: the free lists are corrupt");
        }
    }

    /** Moves the chunk from one leader's account to another's; does nothing if it is not lent, or there already. */
    void chargeTo(LeaderShare share) {
        LeaderShare before = chargedTo;
        if (before != null && before != share && CHARGED_TO.compareAndSet(this, before, share)) {
            share.chargeAnyway(sizeBytes());
            before.uncharge(sizeBytes());
        }
    }

    /** Takes the chunk back from its owner, and tells whose account it was on. */
    LeaderShare giveBack() {
        LeaderShare share = (LeaderShare) CHARGED_TO.getAndSet(this, null);
        if (share == null || !TAKEN.compareAndSet(this, true, false)) {
            throw new IllegalStateException("a chunk of " + sizeBytes() + " bytes was given back twice");
        }
        return share;
    }
}
