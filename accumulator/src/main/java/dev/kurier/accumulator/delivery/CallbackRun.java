package dev.kurier.accumulator.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks once over the ended records of a batch and tells everybody, in the records' order. */
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

    void run() {
        int end = outcome.callbacksEnd();
        for (int index = 0; slots != null && index < end; index++) {
            CallbackDelivery delivery = slots.take(outcome.callbackIndex(index));
            if (delivery != null) {
                delivery.tell(
                        new Ending.Place(outcome, index), outcome.context().environment());
            }
            completeUpTo(index);
        }
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
                outcome.context().environment().contained().accept(thrown);
            }
        }
    }
}
