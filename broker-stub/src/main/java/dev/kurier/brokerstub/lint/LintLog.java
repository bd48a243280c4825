package dev.kurier.brokerstub.lint;

import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.brokerstub.tap.FrameTap;
import dev.kurier.brokerstub.tap.Party;
import java.nio.ByteBuffer;

/**
 * Lints every request that a cluster receives, and keeps the first {@value LintReport.Draft#MOST_KEPT} findings.
 *
 * <p>Guarded by the cluster's lock.
 */
public final class LintLog implements FrameTap {
    private final RequestLinter linter;
    private LintReport.Draft findings = new LintReport.Draft();
    private long requests;

    /** Begins with nothing. */
    public LintLog(TopicNames names) {
        this.linter = new RequestLinter(names);
    }

    @Override
    public void received(Party party, ByteBuffer frame, long nowNs) {
        requests++;
        linter.check(frame, party.brokerId(), party.connectionId(), findings);
    }

    /** Forgets what was found so far. */
    public void clear() {
        findings = new LintReport.Draft();
        requests = 0;
    }

    /** Returns what was found so far. */
    public LintReport report() {
        return findings.report(requests);
    }
}
