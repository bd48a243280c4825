package dev.kurier.brokerstub.connection;

import dev.kurier.brokerstub.fault.Ending;
import dev.kurier.brokerstub.fault.FaultAction;
import dev.kurier.brokerstub.fault.FaultScript;
import dev.kurier.brokerstub.fault.FaultSubject;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.Hold;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the bytes that a client sends: cuts them into requests, of which the fault script may let in only a part.
 *
 * <p>Whether a request is cut is decided when its header is there. Guarded by the cluster's lock.
 */
final class Intake {
    private static final int SIZE_BYTES = 4;

    /** Size, api_key, api_version, correlation_id, and the length of the client id. */
    private static final int FIXED_HEAD_BYTES = SIZE_BYTES + 2 + 2 + 4 + 2;

    private static final int CLIENT_ID_LENGTH_AT = FIXED_HEAD_BYTES - 2;

    private final FrameBuffer frames;
    private final FaultScript faults;
    private final int brokerId;
    private final long connectionId;
    private boolean judged;
    private FaultAction.@Nullable CutRequest cut;
    private @Nullable Hold hold;

    Intake(FrameBuffer frames, FaultScript faults, int brokerId, long connectionId) {
        this.frames = frames;
        this.faults = faults;
        this.brokerId = brokerId;
        this.connectionId = connectionId;
    }

    /** Returns where the next bytes go: no more room than up to where the next request is cut, as far as that is known. */
    ByteBuffer space() {
        int present = frames.peek().remaining();
        FaultAction.CutRequest known = cut;
        if (known != null) {
            return frames.space(known.bytes() - present);
        }
        return faults.cutsRequests() && !judged ? frames.space(headBytes() - present) : frames.space();
    }

    /** Copies all of these bytes in. */
    void add(ByteBuffer bytes) {
        frames.add(bytes);
    }

    /** Lends the next request that is there in full, without its size; null if there is none, or it is cut. */
    @Nullable
    ByteBuffer next(long nowNs) {
        if (cut == null && !judged && faults.cutsRequests()) {
            judge(nowNs);
        }
        ByteBuffer frame = cut == null ? frames.next() : null;
        judged &= frame == null;
        return frame;
    }

    /** Returns what has come since the last request that was done: a size and a request, or a part of them; a view. */
    ByteBuffer unread() {
        return frames.peek();
    }

    /** Tells whether that begins with a size that a request can have. */
    boolean isFrame() {
        return frames.isFrame();
    }

    /** Takes back the request that was lent. */
    void release() {
        frames.release();
    }

    /** Leaves the request that was lent where it is, for good, and goes on elsewhere. */
    void keepLent() {
        frames.keepLent();
    }

    /** Returns how the connection ends now, because the part that was to come is there; null if it goes on. */
    @Nullable
    Ending ending() {
        return isAtCut() && cut != null && cut.then() instanceof FaultAction.End end ? end.ending() : null;
    }

    /** Tells whether it stands still at a cut, and takes nothing in. */
    boolean stands(long nowNs, Runnable wakeUp) {
        if (!isAtCut() || cut == null || !(cut.then() instanceof FaultAction.Wait wait)) {
            return false;
        }
        if (hold == null) {
            hold = wait.begin(nowNs, wakeUp);
        }
        if (hold.isOver(nowNs)) {
            cut = null;
            hold = null;
            return false;
        }
        return true;
    }

    /** Tells whether nothing is to be read now. */
    boolean isStanding() {
        return hold != null;
    }

    private boolean isAtCut() {
        FaultAction.CutRequest known = cut;
        return known != null && frames.peek().remaining() >= known.bytes();
    }

    private void judge(long nowNs) {
        ByteBuffer head = frames.peek();
        if (head.remaining() < FIXED_HEAD_BYTES || head.remaining() < headBytes()) {
            return;
        }
        judged = true;
        int size = head.getInt(0);
        ApiKey api = ApiKey.forId(head.getShort(SIZE_BYTES));
        if (api == null || size < headBytes() - SIZE_BYTES || size > FrameBuffer.MAX_FRAME_BYTES) {
            return;
        }
        FaultSubject subject = new FaultSubject(
                api,
                brokerId,
                connectionId,
                header(head),
                head.slice(SIZE_BYTES, headBytes() - SIZE_BYTES),
                List.of(FaultTarget.REQUEST));
        cut = faults.judgeHead(subject, SIZE_BYTES + size, nowNs);
    }

    /** How many bytes the next request has up to the end of its client id, as far as that is known. */
    private int headBytes() {
        ByteBuffer head = frames.peek();
        boolean known = head.remaining() >= FIXED_HEAD_BYTES;
        return FIXED_HEAD_BYTES + (known ? Math.max(0, head.getShort(CLIENT_ID_LENGTH_AT)) : 0);
    }

    private RequestHeader header(ByteBuffer head) {
        int length = head.getShort(CLIENT_ID_LENGTH_AT);
        byte[] clientId = new byte[Math.max(0, length)];
        head.get(FIXED_HEAD_BYTES, clientId);
        return new RequestHeader(
                head.getShort(SIZE_BYTES),
                head.getShort(SIZE_BYTES + 2),
                head.getInt(SIZE_BYTES + 4),
                length < 0 ? null : new String(clientId, StandardCharsets.UTF_8));
    }
}
