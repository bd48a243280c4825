package dev.kurier.accumulator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Links a batch to the next one of its partition; set once, by compare-and-set, and never changed. */
class ChainLink {
    /** Stands where the next batch would be: the chain is closed, none will follow. */
    static final ChainLink CLOSED = new ChainLink();

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(ChainLink.class, "next", ChainLink.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("FieldMayBeFinal") // written through NEXT
    private volatile @Nullable ChainLink next;

    /** Counts the links of a chain from 0; settled before the link is published. */
    long ordinal;

    final @Nullable ChainLink next() {
        return next;
    }

    final boolean linkNext(ChainLink link) {
        return NEXT.compareAndSet(this, null, link);
    }
}
