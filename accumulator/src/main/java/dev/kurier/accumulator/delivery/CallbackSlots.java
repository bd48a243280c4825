package dev.kurier.accumulator.delivery;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deliveries of a batch that have callbacks, by index.
 *
 * <p>A caller makes room before it claims its slice, and fills its slot before it commits. Whoever runs the callbacks
 * empties the slots; each is emptied once, and a caller that comes after that is told so.
 */
final class CallbackSlots {
    private static final int FIRST_SEGMENT = 32;
    private static final int MAX_SEGMENTS = 26;
    private static final Object EMPTIED = new Object();

    private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable Object>> segments =
            new AtomicReferenceArray<>(MAX_SEGMENTS);

    /** Makes room for the slot; the only method that allocates. */
    void makeRoom(int index) {
        int segment = segmentOf(index);
        if (segments.get(segment) == null) {
            segments.compareAndSet(segment, null, new AtomicReferenceArray<>(FIRST_SEGMENT << segment));
        }
    }

    /** Fills a slot that has room; false if it was emptied already. */
    boolean put(int index, CallbackDelivery delivery) {
        AtomicReferenceArray<@Nullable Object> segment = segments.get(segmentOf(index));
        if (segment == null) {
            throw new IllegalStateException("no room was made for the callback of record " + index);
        }
        return segment.compareAndSet(index - firstOf(segmentOf(index)), null, delivery);
    }

    /** Empties a slot; null if it holds nothing. */
    @Nullable
    CallbackDelivery take(int index) {
        AtomicReferenceArray<@Nullable Object> segment = segments.get(segmentOf(index));
        if (segment == null) {
            return null;
        }
        return segment.getAndSet(index - firstOf(segmentOf(index)), EMPTIED) instanceof CallbackDelivery delivery
                ? delivery
                : null;
    }

    /** Tells whether the slot holds a delivery. */
    boolean holds(int index) {
        AtomicReferenceArray<@Nullable Object> segment = segments.get(segmentOf(index));
        return segment != null && segment.get(index - firstOf(segmentOf(index))) instanceof CallbackDelivery;
    }

    /** One more than the largest index that there is room for. */
    int end() {
        int segment = MAX_SEGMENTS;
        while (segment > 0 && segments.get(segment - 1) == null) {
            segment--;
        }
        return firstOf(segment);
    }

    private static int segmentOf(int index) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(index / FIRST_SEGMENT + 1);
    }

    private static int firstOf(int segment) {
        return FIRST_SEGMENT * ((1 << segment) - 1);
    }
}
