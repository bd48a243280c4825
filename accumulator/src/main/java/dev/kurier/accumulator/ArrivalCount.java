package dev.kurier.accumulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts who has finished with a batch: every claimer when it commits, and the one who seals.
 *
 * <p>A claimer adds one; the sealer adds what makes the sum {@link #COMPLETE} when all claimers have arrived. So one arrival
 * reaches that sum, whichever comes last, and only one thread makes it, without a look at the claims; it does what is left to
 * do and then marks the batch ready. The same word tells whether the sender has given the batch up before, so that "ready
 * first" and "given up first" exclude each other. The word has a cache line of its own, apart from the claims.
 */
@SuppressWarnings("unused") // the padding
abstract class ArrivalCount extends ClaimWord {
    /** More than any number of claims. */
    private static final long COMPLETE = 1L << 32;

    private static final long READY = 1L << 40;
    private static final long GIVEN_UP = 1L << 41;
    private static final long SUM = READY - 1;
    private static final VarHandle ARRIVED;

    static {
        try {
            ARRIVED = MethodHandles.lookup().findVarHandle(ArrivalCount.class, "arrived", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("FieldMayBeFinal") // written through ARRIVED
    private volatile long arrived;

    private long c0, c1, c2, c3, c4, c5, c6, c7;

    ArrivalCount(long position) {
        super(position);
    }

    /** Arrives as a claimer; true for the last arrival, to whom the batch then belongs. */
    final boolean arriveClaimer() {
        return arrive(1);
    }

    /** Arrives as the sealer of {@code count} claims; true for the last arrival, to whom the batch then belongs. */
    final boolean arriveSealer(int count) {
        return arrive(COMPLETE - count);
    }

    private boolean arrive(long amount) {
        long sum = (long) ARRIVED.getAndAdd(this, amount) + amount;
        return (sum & SUM) == COMPLETE;
    }

    /** Hands the batch to the sender; false if the sender has given it up, so that it still belongs to the caller. */
    final boolean markReady() {
        return ((long) ARRIVED.getAndBitwiseOr(this, READY) & GIVEN_UP) == 0;
    }

    final boolean isReady() {
        return (arrived & READY) != 0;
    }

    /** Gives the batch up for the sender; false if it is ready, so that it belongs to the sender. */
    final boolean giveUp() {
        return ((long) ARRIVED.getAndBitwiseOr(this, GIVEN_UP) & READY) == 0;
    }
}
