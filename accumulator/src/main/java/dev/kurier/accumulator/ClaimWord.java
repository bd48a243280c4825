package dev.kurier.accumulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Holds all that decides who writes where in a batch, in one word: how many records and bytes are claimed, and whether and
 * why it is sealed.
 *
 * <p>One compare-and-set on the word claims a slice or seals the batch, so that the two can't both happen: what is claimed
 * before the seal is in the batch, what comes after is not. The word has a cache line of its own.
 */
@SuppressWarnings("unused") // the padding
abstract class ClaimWord extends ChainLink {
    /** More records than this a batch does not hold. */
    static final int MAX_RECORDS = (1 << 28) - 1;

    private static final int COUNT_SHIFT = 32;
    private static final int REASON_SHIFT = 60;
    private static final long SEALED = 1L << 63;
    private static final SealReason[] REASONS = SealReason.values();
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(ClaimWord.class, "claimed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long a0, a1, a2, a3, a4, a5, a6, a7;

    @SuppressWarnings("FieldMayBeFinal") // written through CLAIMED
    private volatile long claimed;

    private long b0, b1, b2, b3, b4, b5, b6, b7;

    /** Starts with the opener's own claim: one record, and all bytes up to {@code position}. */
    ClaimWord(long position) {
        CLAIMED.setRelease(this, word(1, position));
    }

    static long word(int count, long position) {
        return (long) count << COUNT_SHIFT | position;
    }

    static boolean isSealed(long word) {
        return word < 0;
    }

    /** How many records are claimed. */
    static int count(long word) {
        return (int) (word >>> COUNT_SHIFT) & MAX_RECORDS;
    }

    /** Where the next claim would start, in bytes from the start of the first chunk. */
    static long position(long word) {
        return word & 0xFFFF_FFFFL;
    }

    static SealReason reason(long word) {
        return REASONS[(int) (word >>> REASON_SHIFT) & 7];
    }

    final long word() {
        return claimed;
    }

    final boolean advance(long from, long to) {
        return CLAIMED.compareAndSet(this, from, to);
    }

    /** Seals the word; false if it was sealed before. */
    final boolean sealWord(SealReason reason) {
        long word;
        do {
            word = claimed;
            if (isSealed(word)) {
                return false;
            }
        } while (!CLAIMED.compareAndSet(this, word, word | SEALED | (long) reason.ordinal() << REASON_SHIFT));
        return true;
    }
}
