package dev.kurier.accumulator.delivery;

import dev.kurier.api.TopicPartition;
import dev.kurier.api.error.ProducerException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds how the records of one batch end; every {@link BatchDelivery} of the batch refers to it.
 *
 * <p>Ends once, by one volatile write of the sender ({@link #persisted}, {@link #handedOver}, {@link #failed}) or by being
 * divided into parts that end on their own ({@link #divide}). Whoever waits writes first (a latch, an attachment, a slot)
 * and then looks at the ending; the sender writes the ending first and then looks for them: one of the two sees the other.
 */
public final class BatchOutcome {
    private static final int[] NO_INDEXES = {};

    static final BatchOutcome UNBOUND =
            new BatchOutcome(new TopicPartition("", -1), DeliveryContext.NONE, new BatchTimes(0));

    private static final VarHandle ENDING = handle("ending", Ending.class);
    private static final VarHandle LATCH = handle("latch", CountDownLatch.class);
    private static final VarHandle ATTACHMENTS = handle("attachments", Attachment.class);
    private static final VarHandle SLOTS = handle("slots", CallbackSlots.class);

    private final TopicPartition topicPartition;
    private final DeliveryContext context;
    private final BatchTimes times;

    /** The outcome whose slots hold the callbacks, and each record's index there; null for this one's own. */
    private final @Nullable BatchOutcome origin;

    private final int[] originIndexes;

    private volatile @Nullable Ending ending;
    private volatile @Nullable CountDownLatch latch;
    private volatile @Nullable Attachment attachments;
    private volatile @Nullable CallbackSlots slots;
    private boolean inBacklog;

    /** The sender's: whether everything was done that follows from the end. */
    private boolean settled;

    private boolean abandoned;

    /** Makes the unfinished outcome of a new batch. */
    public BatchOutcome(TopicPartition topicPartition, DeliveryContext context, BatchTimes times) {
        this(topicPartition, context, times, null, NO_INDEXES);
    }

    private BatchOutcome(
            TopicPartition topicPartition,
            DeliveryContext context,
            BatchTimes times,
            @Nullable BatchOutcome origin,
            int[] originIndexes) {
        this.topicPartition = topicPartition;
        this.context = context;
        this.times = times;
        this.origin = origin;
        this.originIndexes = originIndexes;
    }

    /** The partition of the records. */
    public TopicPartition topicPartition() {
        return topicPartition;
    }

    /** The times of the batch. */
    public BatchTimes times() {
        return times;
    }

    /**
     * Ends all records as written.
     *
     * @param baseOffset the offset of record 0, or -1 if the broker did not tell
     * @param logAppendTimeMs the broker's timestamp, or -1 if the records keep their own
     * @throws IllegalStateException if the outcome has ended before
     */
    public void persisted(long baseOffset, long logAppendTimeMs) {
        end(new Ending.Persisted(baseOffset, logAppendTimeMs));
    }

    /**
     * Ends all records as handed to the socket, after which nobody will tell more (acks=0).
     *
     * @throws IllegalStateException if the outcome has ended before
     */
    public void handedOver() {
        end(new Ending.HandedOver());
    }

    /**
     * Ends all records as not known to be in the log; {@code error} says what is known.
     *
     * @throws IllegalStateException if the outcome has ended before
     */
    public void failed(ProducerException error) {
        end(new Ending.Failed(error));
    }

    /**
     * Ends what has not ended because the producer has failed, in the parts of a divided outcome, too. Allocates nothing, and
     * may be repeated.
     *
     * @param mayBeWritten whether a broker may have the records
     */
    public void abandon(ProducerFailure failure, boolean mayBeWritten) {
        Ending end = ending;
        if (end instanceof Ending.Divided divided) {
            for (int i = 0; i < divided.parts().size(); i++) {
                divided.parts().get(i).abandon(failure, mayBeWritten);
            }
        } else if (end == null) {
            abandoned = true;
            end(failure.ending(mayBeWritten));
        }
    }

    /** Tells whether {@link #abandon} ended the records. */
    public boolean wasAbandoned() {
        return abandoned;
    }

    /** The outcomes that the records have moved to, or none. */
    public List<BatchOutcome> parts() {
        return ending instanceof Ending.Divided divided ? divided.parts() : List.of();
    }

    /** Notes that everything was done that follows from the end; for the sender. */
    public void settled() {
        settled = true;
    }

    /** Tells whether everything was done that follows from the end; for the sender. */
    public boolean isSettled() {
        return settled;
    }

    /** How many records a part of a divided outcome has; 0 for an outcome that is no part. */
    public int recordsOfPart() {
        return originIndexes.length;
    }

    /** Tells whether the records have ended, all of them. */
    public boolean hasEnded() {
        Ending end = ending;
        if (end instanceof Ending.Divided divided) {
            return divided.parts().stream().allMatch(BatchOutcome::hasEnded);
        }
        return end != null;
    }

    /**
     * Divides the unfinished records among new outcomes; this one ends with them.
     *
     * @param indexesOfParts for each part the indexes of its records here, ascending; every index exactly once
     * @throws IllegalStateException if the outcome has ended before
     */
    public List<BatchOutcome> divide(List<int[]> indexesOfParts) {
        List<BatchOutcome> parts = new ArrayList<>(indexesOfParts.size());
        int count = 0;
        for (int[] indexes : indexesOfParts) {
            count += indexes.length;
        }
        Ending.Place[] places = new Ending.Place[count];
        for (int[] indexes : indexesOfParts) {
            BatchOutcome part = part(indexes);
            parts.add(part);
            for (int i = 0; i < indexes.length; i++) {
                places[indexes[i]] = new Ending.Place(part, i);
            }
        }
        publish(new Ending.Divided(parts, places));
        Attachment moving = (Attachment) ATTACHMENTS.getAndSet(this, Attachment.CLOSED);
        Attachment next;
        for (; moving != null; moving = next) {
            next = moving.next;
            Ending.Place place = places[moving.index];
            moving.index = place.index();
            place.outcome().attach(moving);
        }
        return parts;
    }

    /**
     * Tells whether anybody is to be told of the ended records: then {@link #runCallbacks} has to be called once, away from
     * the sender.
     */
    public boolean hasWaiters() {
        Ending end = ending;
        if (end instanceof Ending.Divided divided) {
            return divided.parts().stream().anyMatch(BatchOutcome::hasWaiters);
        }
        return end != null && (attachments != Attachment.CLOSED || hasCallbacks());
    }

    /**
     * Tells everybody: per record, in order, the listener, the callback and the stages that depend on its future. Contains
     * whatever they throw. Runs on the callback thread; a repeated call finds nothing to do.
     *
     * @throws IllegalStateException if the records have not ended
     */
    public void runCallbacks() {
        Ending end = ending;
        if (end == null) {
            throw new IllegalStateException("the records of a batch for " + topicPartition + " have not ended yet");
        }
        if (end instanceof Ending.Divided divided) {
            runCallbacks(divided);
            return;
        }
        CallbackRun run = beginCallbacks();
        int count = callbacksEnd();
        for (int index = 0; index < count; index++) {
            run.tell(index);
        }
        run.finish();
        leaveBacklog();
    }

    /** Tells in the order of the records here, whichever parts they are in; parts that have not ended are left out. */
    private void runCallbacks(Ending.Divided divided) {
        Map<BatchOutcome, CallbackRun> runs = new LinkedHashMap<>();
        for (int index = 0; index < divided.places().length; index++) {
            Ending.Place place = placeOf(index);
            BatchOutcome part = place.outcome();
            if (part.ending != null) {
                runs.computeIfAbsent(part, BatchOutcome::beginCallbacks).tell(place.index());
            }
        }
        runs.forEach((part, run) -> {
            run.finish();
            part.leaveBacklog();
        });
    }

    private CallbackRun beginCallbacks() {
        return new CallbackRun(this, (Attachment) ATTACHMENTS.getAndSet(this, Attachment.CLOSED), callbackSlots());
    }

    private void leaveBacklog() {
        if (inBacklog) {
            inBacklog = false;
            context.backlog().left();
        }
    }

    /** Makes room for the callback of a record; called before its slice is claimed, because it allocates. */
    public void makeRoomForCallback(int index) {
        CallbackSlots present = slots;
        if (present == null) {
            SLOTS.compareAndSet(this, null, new CallbackSlots());
            present = slots;
        }
        if (present != null) {
            present.makeRoom(index);
        }
    }

    /**
     * Stores the delivery of a record with a callback; called before its slice is committed.
     *
     * @return false if the callbacks have run already, without this one: the caller was so late that its batch was given up
     */
    public boolean addCallback(int index, BatchDelivery delivery) {
        CallbackSlots present = slots;
        return present != null && delivery instanceof CallbackDelivery notified && present.put(index, notified);
    }

    /** Has a callback called that came too late for {@link #runCallbacks}; the records have ended. */
    public void runLate(int index, BatchDelivery delivery) {
        if (delivery instanceof CallbackDelivery notified) {
            context.environment().callbacks().execute(() -> notified.tell(placeOf(index), context.environment()));
        }
    }

    DeliveryContext context() {
        return context;
    }

    /** How the records ended, or null. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** The error the records ended with, or null. */
    public @Nullable ProducerException error() {
        return ending instanceof Ending.Failed failed ? failed.error() : null;
    }

    /** Where to look for the record's ending: here, or in the part of a part that it has moved to. */
    Ending.Place placeOf(int index) {
        Ending.Place place = new Ending.Place(this, index);
        while (place.outcome().ending instanceof Ending.Divided divided) {
            place = divided.places()[place.index()];
        }
        return place;
    }

    /** Adds a future to those to be told; false if the outcome takes no more. */
    boolean attach(Attachment attachment) {
        Attachment top;
        do {
            top = attachments;
            if (top == Attachment.CLOSED) {
                return false;
            }
            attachment.next = top;
        } while (!ATTACHMENTS.compareAndSet(this, top, attachment));
        return true;
    }

    /** How many of this outcome's records may have callbacks. */
    int callbacksEnd() {
        CallbackSlots all = callbackSlots();
        return all == null ? 0 : origin == null ? all.end() : originIndexes.length;
    }

    /** The index of a record's callback in {@link #callbackSlots}. */
    int callbackIndex(int index) {
        return origin == null ? index : originIndexes[index];
    }

    private BatchOutcome part(int[] indexes) {
        int[] inOrigin = new int[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            inOrigin[i] = callbackIndex(indexes[i]);
        }
        return new BatchOutcome(
                topicPartition, context, new BatchTimes(times), origin == null ? this : origin, inOrigin);
    }

    private void end(Ending how) {
        publish(how);
        if (!ATTACHMENTS.compareAndSet(this, null, Attachment.CLOSED) || hasCallbacks()) {
            inBacklog = true;
            context.backlog().entered();
        }
    }

    private void publish(Ending how) {
        if (!ENDING.compareAndSet(this, null, how)) {
            throw new IllegalStateException(
                    "the records of a batch for " + topicPartition + " have ended before: " + ending + ", now " + how);
        }
        CountDownLatch waiting = latch;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** Waits for the ending, or for the division into parts; false if the time is over before. */
    boolean awaitChange(long timeoutNs) throws InterruptedException {
        CountDownLatch waiting = latch;
        if (waiting == null) {
            LATCH.compareAndSet(this, null, new CountDownLatch(1));
            waiting = latch;
        }
        return ending != null || (waiting != null && waiting.await(timeoutNs, TimeUnit.NANOSECONDS));
    }

    private boolean hasCallbacks() {
        CallbackSlots all = callbackSlots();
        if (all == null || origin == null) {
            // A caller that has made room may still be on its way to its slot.
            return all != null;
        }
        for (int index : originIndexes) {
            if (all.holds(index)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable CallbackSlots callbackSlots() {
        return origin == null ? slots : origin.slots;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(BatchOutcome.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
