package dev.kurier.sender.lane;

import dev.kurier.accumulator.SealedBatch;
import dev.kurier.sender.watch.CompletionOrder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows one batch from leaving its chain to its definite end.
 *
 * <p>Keeps the identity rule: as long as a broker may have the batch, its producer id, epoch, sequence and bytes stay the
 * same. Its memory goes back when it is done and no connection holds its bytes any more.
 */
public final class ProduceBatch {
    /** Says what the batch waits for. */
    public enum State {
        /** To be sent for the first time, or again. */
        WAITING,
        /** For an answer. */
        IN_FLIGHT,
        /** For nothing: settled, or given up. */
        DONE
    }

    private final SealedBatch sealed;
    private final CompletionOrder.Place completion;
    private final long deadlineNs;
    private State state = State.WAITING;
    private ProducerIdentity identity = ProducerIdentity.NONE;
    private boolean numberedAnew;
    private int baseSequence = -1;
    private long turn;
    private int attempts;
    private int openAttempts;
    private @Nullable ProduceAttempt latest;
    private boolean ambiguous;
    private boolean overtaken;
    private boolean reported;
    private boolean released;
    private long retryAtNs;
    private long healUntilNs;
    private long patientUntilNs;
    private int attemptsWhenReported;
    private int unexplained;
    private long unexplainedSinceNs;
    private Runnable whenDone = () -> {};
    private @Nullable String lastError;
    private @Nullable String doubt;
    private @Nullable ProduceBatch whole;
    private boolean leavesGap;

    /**
     * Takes over a sealed batch.
     *
     * @param completion its place among the batches of the partition; parts of a batch have that of the whole
     * @param deadlineNs when its outcome is due
     */
    public ProduceBatch(SealedBatch sealed, CompletionOrder.Place completion, long deadlineNs, long nowNs) {
        this.sealed = sealed;
        this.completion = completion;
        this.deadlineNs = deadlineNs;
        this.retryAtNs = nowNs;
    }

    public SealedBatch sealed() {
        return sealed;
    }

    public CompletionOrder.Place completion() {
        return completion;
    }

    /** The batch's number in its chain; parts of a batch have the number of the whole. */
    public long ordinal() {
        return sealed.ordinal();
    }

    public long deadlineNs() {
        return deadlineNs;
    }

    public State state() {
        return state;
    }

    public ProducerIdentity identity() {
        return identity;
    }

    public int baseSequence() {
        return baseSequence;
    }

    /** Counts the batches of its partition in the order in which they got their numbers; parts of one count as one. */
    public long turn() {
        return turn;
    }

    public int attempts() {
        return attempts;
    }

    public long retryAtNs() {
        return retryAtNs;
    }

    @Nullable
    public String lastError() {
        return lastError;
    }

    /** Why the batch may be in the log, or null if it can't be: the error of its first attempt without a definite result. */
    @Nullable
    public String doubt() {
        return !mayBeWritten() ? null : doubt == null && whole != null ? whole.doubt() : doubt;
    }

    /**
     * Takes numbers out of those of a batch that it replaces. Its records may be in the log as long as the whole may be: a
     * broker that has the whole refuses the part as out of order, and the reverse.
     */
    public void replace(ProduceBatch newWhole, int newBaseSequence) {
        identify(newWhole.identity, newBaseSequence, newWhole.turn);
        whole = newWhole;
    }

    /** Tells whether it is sent in place of a batch that may be in the log. */
    public boolean isPartOfDoubtful() {
        return whole != null && whole.mayBeWritten();
    }

    /** Notes that numbers are missing between this batch and those behind it. */
    public void leaveGap() {
        leavesGap = true;
    }

    public boolean leavesGap() {
        return leavesGap;
    }

    /** Notes that a part of the whole was appended by itself, so that the whole can't be in the log any more. */
    void wholeRuledOut() {
        whole = null;
    }

    /** Notes that no ended attempt can have been appended, now or later. */
    void endedAttemptsRuledOut() {
        ambiguous = false;
    }

    /** Tells whether the batch was overtaken in the log by a later one of its partition. */
    public boolean isOvertaken() {
        return overtaken;
    }

    public void overtake() {
        overtaken = true;
    }

    /** Tells whether a broker may have written the batch, or may yet do so: not all its attempts were ruled out. */
    public boolean mayBeWritten() {
        return ambiguous || openAttempts > 0 || (whole != null && whole.mayBeWritten());
    }

    /** Tells whether the log may have the batch by another attempt than this one, which has not ended. */
    public boolean mayBeWrittenBesides(ProduceAttempt attempt) {
        return ambiguous || openAttempts > (attempt.isEnded() ? 0 : 1);
    }

    /** Tells whether its deliveries have ended already, while the batch itself is still sent to keep the numbers whole. */
    public boolean isHealing() {
        return reported && state != State.DONE;
    }

    public boolean isReported() {
        return reported;
    }

    public long healUntilNs() {
        return healUntilNs;
    }

    /** Numbers the batch, see {@link #turn}; only legal while no broker can have it. */
    public void identify(ProducerIdentity newIdentity, int newBaseSequence, long newTurn) {
        turn = newTurn;
        if (mayBeWritten()) {
            throw new IllegalStateException("a batch that may have been written keeps its identity");
        }
        numberedAnew = identity.isPresent();
        identity = newIdentity;
        baseSequence = newBaseSequence;
    }

    /** Tells whether it had other numbers before those that it has. */
    public boolean isNumberedAnew() {
        return numberedAnew;
    }

    /** The bytes to send, header and CRC for the present identity included. */
    public List<ByteBuffer> encode() {
        return sealed.encode(identity.producerId(), identity.epoch(), baseSequence);
    }

    public void attemptStarted(ProduceAttempt attempt) {
        state = State.IN_FLIGHT;
        latest = attempt;
        attempts++;
        openAttempts++;
    }

    /** Tells whether the batch waits for the answer to this attempt and not to a later one. */
    public boolean awaits(ProduceAttempt attempt) {
        return state == State.IN_FLIGHT && latest == attempt;
    }

    /**
     * Takes the end of one attempt.
     *
     * @param mayBeWritten whether this attempt may have been written, as far as anybody will ever know
     */
    public void attemptEnded(boolean mayBeWritten) {
        openAttempts--;
        ambiguous |= mayBeWritten;
        releaseIfUnused();
    }

    /** Waits to be sent again. */
    public void retryAt(long atNs, String error) {
        // Sentences go on behind it.
        lastError = error.endsWith(".") ? error.substring(0, error.length() - 1) : error;
        if (doubt == null && (ambiguous || openAttempts > 0)) {
            doubt = lastError;
        }
        if (state != State.DONE) {
            state = State.WAITING;
            retryAtNs = atNs;
        }
    }

    /** Sends again at once if it waits: a new leader is known. */
    public void retryNow(long nowNs) {
        retryAtNs = nowNs;
    }

    /**
     * Notes that the deliveries have ended, and until when the batch may be sent on.
     *
     * @param patientUntilNs until when it is sent on however many attempts get no definite result
     */
    public void reported(long healUntilNs, long patientUntilNs) {
        this.reported = true;
        this.healUntilNs = healUntilNs;
        this.patientUntilNs = patientUntilNs;
        this.attemptsWhenReported = attempts;
    }

    /** Tells whether the batch, its deliveries ended, was sent so often and so long without a definite result. */
    boolean isExhausted(int enoughAttempts, long nowNs) {
        return isHealing() && attempts - attemptsWhenReported >= enoughAttempts && nowNs - patientUntilNs >= 0;
    }

    /** Counts a response that leaves the result open for no known reason; returns how many there were. */
    int unexplained(long nowNs) {
        if (unexplained++ == 0) {
            unexplainedSinceNs = nowNs;
        }
        return unexplained;
    }

    /** When the first of the responses came that {@link #unexplained} counts. */
    long unexplainedSinceNs() {
        return unexplainedSinceNs;
    }

    /** Sets what to run when nothing more will be sent. */
    void whenDone(Runnable action) {
        whenDone = action;
    }

    /** Notes that nothing more will be sent. */
    public void done() {
        state = State.DONE;
        reported = true;
        whenDone.run();
        releaseIfUnused();
    }

    private void releaseIfUnused() {
        if (state == State.DONE && openAttempts == 0 && !released) {
            released = true;
            sealed.release();
        }
    }
}
