package dev.kurier.brokerstub.lint;

import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.brokerstub.tap.FrameTap;
import dev.kurier.brokerstub.tap.Party;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lints every request that a cluster receives, and keeps the first {@link #MOST_KEPT} findings.
 *
 * <p>Guarded by the cluster's lock.
 */
public final class LintLog implements FrameTap {
    /** How many findings are kept; of further ones only the number is. */
    static final int MOST_KEPT = 10_000;

    private final RequestLinter linter;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Severity, Long> notKept = new EnumMap<>(Severity.class);
    private long requests;

    /** Begins with nothing. */
    public LintLog(TopicNames names) {
        this.linter = new RequestLinter(names);
    }

    @Override
    public void received(Party party, ByteBuffer frame, long nowNs) {
        requests++;
        for (Finding finding : linter.check(frame, party.brokerId(), party.connectionId())) {
            if (findings.size() < MOST_KEPT) {
                findings.add(finding);
            } else {
                notKept.merge(finding.severity(), 1L, Long::sum);
            }
        }
    }

    /** Returns what was found so far. */
    public LintReport report() {
        return new LintReport(findings, requests, notKept);
    }
}
