package dev.kurier.brokerstub.lint;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists what the linter had found when it was asked, in the order of the requests. Immutable. */
public final class LintReport extends AbstractList<Finding> {
    private static final int MOST_NAMED = 20;

    private final List<Finding> findings;
    private final long requests;
    private final Map<Severity, Long> notKept;

    /**
     * Makes a report.
     *
     * @param requests how many requests were looked at
     * @param notKept how many findings there were beyond those that are listed
     */
    LintReport(List<Finding> findings, long requests, Map<Severity, Long> notKept) {
        this.findings = List.copyOf(findings);
        this.requests = requests;
        this.notKept = Map.copyOf(notKept);
    }

    @Override
    public Finding get(int index) {
        return findings.get(index);
    }

    @Override
    public int size() {
        return findings.size();
    }

    /** Returns how many requests were looked at. */
    public long requests() {
        return requests;
    }

    /** Returns how many findings there were beyond those that are listed: the list is bounded. */
    public long notKept() {
        return notKept.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns those that a broker refuses. */
    public LintReport errors() {
        return of(Severity.ERROR);
    }

    /** Returns those that are only unusual. */
    public LintReport warnings() {
        return of(Severity.WARNING);
    }

    /**
     * Asserts that requests were looked at and nothing was found.
     *
     * @throws AssertionError otherwise, naming each finding
     */
    public LintReport assertClean() {
        if (requests == 0) {
            throw new AssertionError("the linter has seen no request: nothing can be said about the client");
        }
        if (!isEmpty() || notKept() > 0) {
            throw new AssertionError(described());
        }
        return this;
    }

    /**
     * Asserts that requests were looked at and none was found that a broker refuses.
     *
     * @throws AssertionError otherwise, naming each
     */
    public LintReport assertNoErrors() {
        errors().assertClean();
        return this;
    }

    private LintReport of(Severity severity) {
        List<Finding> chosen = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
        return new LintReport(chosen, requests, Map.of(severity, notKept.getOrDefault(severity, 0L)));
    }

    private String described() {
        long more = size() - Math.min(size(), MOST_NAMED) + notKept();
        return size() + " findings in " + requests + " requests:\n"
                + stream().limit(MOST_NAMED).map(finding -> "  " + finding).collect(Collectors.joining("\n"))
                + (more == 0 ? "" : "\n  and " + more + " more");
    }

    /** Keeps the first findings and counts the others, which are never made: a request of few bytes may break rules millions of times. */
    static final class Draft {
        /** How many findings are kept; of further ones only the number is. */
        static final int MOST_KEPT = 10_000;

        private final List<Finding> kept = new ArrayList<>();
        private final Map<Severity, Long> notKept = new EnumMap<>(Severity.class);

        /** Tells whether there is room for one more; if not, it is counted. */
        boolean hasRoomFor(LintRule rule) {
            if (kept.size() < MOST_KEPT) {
                return true;
            }
            notKept.merge(rule.severity(), 1L, Long::sum);
            return false;
        }

        void add(Finding finding) {
            kept.add(finding);
        }

        LintReport report(long requests) {
            return new LintReport(kept, requests, notKept);
        }
    }
}
