package dev.kurier.brokerstub.fault;

import dev.kurier.protocol.ErrorCode;
import java.util.List;
import java.util.function.LongSupplier;

/** Says what goes wrong. */
public sealed interface FaultAction {
    /** Says which part of an answer an action decides; of several rules for one part the first wins. */
    enum Part {
        RESULT,
        /** Decided stage by stage. */
        TIMING,
        CONNECTION,
        THROTTLE,
        REPLY,
        /** How much of the request comes in; decided before it is one. */
        REQUEST,
        /** None: it only counts. */
        NOTHING
    }

    Part part();

    /** Changes what is answered for matched partitions or topics, or for the request as a whole. */
    sealed interface Outcome extends FaultAction {
        @Override
        default Part part() {
            return Part.RESULT;
        }

        /**
         * Returns the result for one request.
         *
         * @param hit which of the requests it is that the rule strikes, from 1
         */
        ResultFault result(Stage stage, int hit);
    }

    /** Holds the request; those behind it on the connection wait as well. */
    sealed interface Wait extends FaultAction {
        @Override
        default Part part() {
            return Part.TIMING;
        }

        /**
         * Begins to hold one request.
         *
         * @param wakeUp is called when it is over, if it is not by time
         */
        Hold begin(long nowNs, Runnable wakeUp);
    }

    /** Answers with an error. */
    record Fail(ErrorCode error) implements Outcome {
        @Override
        public ResultFault result(Stage stage, int hit) {
            return ResultFault.failed(stage, error);
        }
    }

    /** Answers with one error after the other; {@link ErrorCode#NONE} stands for the truth. */
    record Sequence(List<ErrorCode> errors) implements Outcome {
        @Override
        public ResultFault result(Stage stage, int hit) {
            ErrorCode error = errors.get((hit - 1) % errors.size());
            return error == ErrorCode.NONE ? ResultFault.NONE : ResultFault.failed(stage, error);
        }
    }

    /** Leaves the results out of the answer. */
    record Omit() implements Outcome {
        @Override
        public ResultFault result(Stage stage, int hit) {
            return ResultFault.omitted(stage);
        }
    }

    /**
     * Answers a Produce request for the matched partitions otherwise than it went.
     *
     * @param error the error to answer with, {@link ErrorCode#NONE} for the true result
     */
    record EditAnswer(ErrorCode error, AnswerEdit edit) implements Outcome {
        @Override
        public ResultFault result(Stage stage, int hit) {
            return ResultFault.edited(stage, error, edit);
        }
    }

    /**
     * Holds for a time.
     *
     * @param delayNs is drawn anew for each request
     */
    record Delay(LongSupplier delayNs) implements Wait {
        @Override
        public Hold begin(long nowNs, Runnable wakeUp) {
            return Hold.until(nowNs + delayNs.getAsLong());
        }
    }

    /** Holds for ever. */
    record Silence() implements Wait {
        @Override
        public Hold begin(long nowNs, Runnable wakeUp) {
            return Hold.FOREVER;
        }
    }

    /** Holds until a gate opens. */
    record StopAt(GateState gate) implements Wait {
        @Override
        public Hold begin(long nowNs, Runnable wakeUp) {
            return gate.arrive(wakeUp);
        }
    }

    /** Ends the connection. */
    record End(Ending ending) implements FaultAction {
        @Override
        public Part part() {
            return Part.CONNECTION;
        }
    }

    /**
     * Takes in only the first bytes of a request, its four size bytes counted; it never becomes one.
     *
     * @param then a wait or an end of the connection
     */
    record CutRequest(int bytes, FaultAction then) implements FaultAction {
        @Override
        public Part part() {
            return Part.REQUEST;
        }
    }

    /** Answers with a throttle time, and reads nothing from the connection until it is over (KIP-219). */
    record Throttle(int throttleTimeMs) implements FaultAction {
        @Override
        public Part part() {
            return Part.THROTTLE;
        }
    }

    /** Spoils the bytes of the answer, or their pace. */
    record Reply(ReplyPlan.Shape shape) implements FaultAction {
        @Override
        public Part part() {
            return Part.REPLY;
        }
    }

    /** Counts, and leaves the request to the rules behind. */
    record Observe() implements FaultAction {
        @Override
        public Part part() {
            return Part.NOTHING;
        }
    }
}
