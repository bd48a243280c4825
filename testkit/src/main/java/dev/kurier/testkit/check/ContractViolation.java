package dev.kurier.testkit.check;

import org.jspecify.annotations.Nullable;

/** Says which demand a plugin did not keep to, how that was seen, and what to do. */
public final class ContractViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Makes one without a cause. */
    public ContractViolation(String message) {
        this(message, null);
    }

    /** Makes one with what the plugin threw. */
    public ContractViolation(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Throws one with that message if {@code holds} is false. */
    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new ContractViolation(message);
        }
    }
}
