package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ErrorCode;

/** Says what goes wrong. */
public sealed interface FaultAction {
    /** Says which part of an answer an action decides; of several rules for one part the first wins. */
    enum Part {
        RESULT,
        TIMING,
        CONNECTION,
        THROTTLE
    }

    Part part();

    /** Answers with an error, for each matched partition or topic, or for the request as a whole. */
    record Fail(ErrorCode error) implements FaultAction {
        @Override
        public Part part() {
            return Part.RESULT;
        }
    }

    /** Leaves matched partitions or topics out of the answer. */
    record Omit() implements FaultAction {
        @Override
        public Part part() {
            return Part.RESULT;
        }
    }

    /** Holds the request; those behind it on the connection wait as well. */
    record Delay(long delayNs) implements FaultAction {
        /** A delay that never ends. */
        public static final long FOREVER = Long.MAX_VALUE;

        @Override
        public Part part() {
            return Part.TIMING;
        }
    }

    /** Hangs up. */
    record Disconnect() implements FaultAction {
        @Override
        public Part part() {
            return Part.CONNECTION;
        }
    }

    /** Answers with a throttle time, and reads nothing from the connection until it is over (KIP-219). */
    record Throttle(int throttleTimeMs) implements FaultAction {
        @Override
        public Part part() {
            return Part.THROTTLE;
        }
    }
}
