package dev.kurier.brokerstub.connection;

import java.util.OptionalLong;

/** Is whoever moves the bytes of a cluster and calls its {@code tick}. Called under the cluster's lock, but for settle. */
public interface Driver {
    /** Somebody outside, who will see for himself. */
    Driver NONE = new Driver() {
        @Override
        public void wake() {}

        @Override
        public void brokerDown(int brokerId) {}

        @Override
        public void brokerUp(int brokerId) {}

        @Override
        public void accepting(int brokerId, boolean accepting) {}

        @Override
        public OptionalLong nowNs() {
            return OptionalLong.empty();
        }

        @Override
        public void settle() {}
    };

    /** Says that a tick has something to do. */
    void wake();

    /** Says that nobody may connect to the broker any more. */
    void brokerDown(int brokerId);

    /** Says that the broker listens again, where it did before. */
    void brokerUp(int brokerId);

    /** Says whether those who connect to the broker are accepted, or wait. */
    void accepting(int brokerId, boolean accepting);

    /** Tells what time it is, if there is a clock beside the times that are given to each call. */
    OptionalLong nowNs();

    /** Waits until what was said before is done. Called without the cluster's lock. */
    void settle();
}
