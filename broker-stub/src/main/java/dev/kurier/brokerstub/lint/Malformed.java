package dev.kurier.brokerstub.lint;

/** Ends the walk over a structure whose bytes can't be followed any further. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final LintRule rule;
    private final int at;
    private final String field;
    private final String expected;

    Malformed(LintRule rule, int at, String field, String expected, String found) {
        super(found, null, false, false);
        this.rule = rule;
        this.at = at;
        this.field = field;
        this.expected = expected;
    }

    /** Reports it. */
    void reportTo(Evidence evidence) {
        evidence.found(rule, field, at, expected, String.valueOf(getMessage()));
    }
}
