package dev.kurier.brokerstub.fault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says how the bytes of one answer leave.
 *
 * @param pieces in order
 * @param after what happens when they have left
 * @param blocks whether the broker reads nothing more until they have left
 */
public record ReplyPlan(List<Piece> pieces, After after, boolean blocks) {
    /** Makes a plan for an answer. */
    @FunctionalInterface
    public interface Shape {
        /** Plans for a frame: its four size bytes, header and body. */
        ReplyPlan plan(byte[] frame);
    }

    /** Says what follows. */
    public enum After {
        GO_ON,
        CLOSE,
        RESET,
        /** Nothing more is sent or read; the connection stays open. */
        STALL,
        /** The whole answer is sent after the next one. */
        SWAP
    }

    /**
     * Is some bytes of an answer.
     *
     * @param waitNs how long after the bytes before they leave
     */
    public record Piece(ByteBuffer bytes, long waitNs) {}

    /** Sends all at once, but that much later; answers behind it follow it. */
    public static ReplyPlan late(byte[] frame, long latencyNs) {
        return new ReplyPlan(List.of(new Piece(ByteBuffer.wrap(frame), latencyNs)), After.GO_ON, false);
    }

    /** Sends the first bytes, at most that many. */
    public static ReplyPlan cut(byte[] frame, int bytes, After after) {
        byte[] head = Arrays.copyOf(frame, Math.min(bytes, frame.length));
        return new ReplyPlan(List.of(new Piece(ByteBuffer.wrap(head), 0)), after, true);
    }

    /** Sends after the next answer. */
    public static ReplyPlan swapped(byte[] frame) {
        return new ReplyPlan(List.of(new Piece(ByteBuffer.wrap(frame), 0)), After.SWAP, false);
    }

    /** Sends that many bytes at a time. */
    public static ReplyPlan trickle(byte[] frame, int bytes, long everyNs) {
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < frame.length; at += bytes) {
            int count = Math.min(bytes, frame.length - at);
            pieces.add(new Piece(ByteBuffer.wrap(frame, at, count), at == 0 ? 0 : everyNs));
        }
        return new ReplyPlan(pieces, After.GO_ON, true);
    }
}
