package dev.kurier.accumulator.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells everybody who waits for the records of one batch, in the records' order, each once. */
final class CallbackRun {
    private final BatchOutcome outcome;
    private final @Nullable CallbackSlots slots;
    private final List<Attachment> attachments = new ArrayList<>();
    private int nextAttachment;

    CallbackRun(BatchOutcome outcome, @Nullable Attachment stack, @Nullable CallbackSlots slots) {
        this.outcome = outcome;
        this.slots = slots;
        for (Attachment top = stack; top != null && top != Attachment.CLOSED; top = top.next) {
            attachments.add(top);
        }
        // The stack has the newest on top; who attached first is told first.
        Collections.reverse(attachments);
        attachments.sort(Comparator.comparingInt(attachment -> attachment.index));
    }

    /** Tells whoever waits for this record, and for those before it. */
    @SuppressWarnings("CatchThrowable") // the next record has to be told whatever comes of this one
    void tell(int index) {
        try {
            CallbackDelivery delivery = slots == null ? null : slots.take(outcome.callbackIndex(index));
            if (delivery != null) {
                delivery.tell(
                        new Ending.Place(outcome, index), outcome.context().environment());
            }
        } catch (Throwable thrown) {
            contain(thrown);
        }
        completeUpTo(index);
    }

    /** Tells whoever waits for records beyond the last that {@link #tell} was called for. */
    void finish() {
        completeUpTo(Integer.MAX_VALUE);
    }

    @SuppressWarnings(
            "CatchThrowable") // a dependent stage may end in an Error, and the next record has to be told all the same
    private void completeUpTo(int index) {
        while (nextAttachment < attachments.size() && attachments.get(nextAttachment).index <= index) {
            Attachment attachment = attachments.get(nextAttachment++);
            BatchDelivery delivery = attachment.delivery;
            if (delivery == null) {
                continue;
            }
            try {
                delivery.complete(attachment.future, new Ending.Place(outcome, attachment.index));
            } catch (Throwable thrown) {
                contain(thrown);
            }
        }
    }

    @SuppressWarnings("CatchThrowable") // it logs, and a log appender is user code: it may throw as well
    private void contain(Throwable thrown) {
        try {
            outcome.context().environment().contained().accept(thrown);
        } catch (Throwable again) {
            thrown.addSuppressed(again);
        }
    }
}
