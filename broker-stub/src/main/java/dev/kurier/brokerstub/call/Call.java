package dev.kurier.brokerstub.call;

import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import java.util.List;

/** Is a request that was read and can now have its effect. */
public interface Call {
    /** Names what the answer can report errors for; never empty. */
    default List<FaultTarget> targets() {
        return List.of(FaultTarget.REQUEST);
    }

    /**
     * Does what was asked and answers.
     *
     * <p>After an {@link Answer.Wait} it is called again when one of its partitions changed or its time has come.
     */
    Answer apply(RequestFaults faults, CallTime now);
}
