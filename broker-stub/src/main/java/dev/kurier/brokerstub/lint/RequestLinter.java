package dev.kurier.brokerstub.lint;

import dev.kurier.brokerstub.look.RequestBodies;
import dev.kurier.brokerstub.look.TopicNames;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ProtocolException;
import dev.kurier.protocol.WireReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, and finds every byte that breaks a {@link LintRule}.
 *
 * <p>Looks at each request alone: whether sequences follow each other, or a topic is compacted, is the cluster's business. Of
 * requests other than Produce the header is read field by field, the body as a whole. Keeps nothing; may be used from any
 * thread.
 */
public final class RequestLinter {
    private static final int FIXED_HEADER_BYTES = 8;
    private static final int CORRELATION_ID_AT = 4;

    private final TopicNames names;

    /** Makes a linter that calls topics that are named by id by their id. */
    public RequestLinter() {
        this(TopicNames.NONE);
    }

    /** Makes a linter that knows the names of topics. */
    public RequestLinter(TopicNames names) {
        this.names = names;
    }

    /**
     * Reads one request.
     *
     * @param frame header and body, without the size before them, from position to limit; neither moves
     * @return the first 10,000 findings, and how many more there are
     */
    public LintReport check(ByteBuffer frame) {
        return check(frame, 0, 0);
    }

    /** Reads one request that a broker received on a connection. */
    public LintReport check(ByteBuffer frame, int brokerId, long connectionId) {
        LintReport.Draft findings = new LintReport.Draft();
        check(frame, brokerId, connectionId, findings);
        return findings.report(1);
    }

    void check(ByteBuffer given, int brokerId, long connectionId, LintReport.Draft findings) {
        ByteBuffer frame = given.slice();
        boolean hasHeader = frame.limit() >= FIXED_HEADER_BYTES;
        Finding.Origin origin =
                new Finding.Origin(brokerId, connectionId, hasHeader ? frame.getInt(CORRELATION_ID_AT) : 0);
        Evidence evidence = new Evidence(frame, origin, findings);
        if (!hasHeader) {
            evidence.found(
                    LintRule.FRAME_TOO_SHORT,
                    "frame",
                    frame.limit(),
                    FIXED_HEADER_BYTES + " bytes or more",
                    frame.limit() + " bytes");
            return;
        }
        try {
            checkRequest(frame, evidence);
        } catch (Malformed malformed) {
            malformed.reportTo(evidence);
        }
    }

    private void checkRequest(ByteBuffer frame, Evidence evidence) throws Malformed {
        short apiKey = frame.getShort(0);
        short version = frame.getShort(Short.BYTES);
        ApiKey api = ApiKey.forId(apiKey);
        if (api == null) {
            evidence.found(LintRule.API_UNKNOWN, "api_key", 0, "an API of the stub", apiKey);
            return;
        }
        if (!api.supports(version)) {
            boolean mayBeNewer = api == ApiKey.API_VERSIONS && version > api.newestVersion();
            if (!mayBeNewer) {
                evidence.found(
                        LintRule.VERSION_UNSUPPORTED,
                        api + " api_version",
                        Short.BYTES,
                        api.oldestVersion() + " to " + api.newestVersion(),
                        version);
            }
            return;
        }
        ByteCursor in = new ByteCursor(frame, FIXED_HEADER_BYTES, frame.limit(), evidence, LintRule.BODY_MALFORMED);
        checkRestOfHeader(in, api.requestHeaderVersion(version) >= 2, evidence);
        if (api == ApiKey.PRODUCE) {
            new ProduceLint(frame, in, version, names, evidence).check();
            if (in.left() > 0) {
                behind(in.at(), in.left(), evidence);
            }
        } else {
            checkBody(frame, in.at(), evidence);
        }
    }

    /** The client id has a two-byte length in every version, so that each broker can read it. */
    private static void checkRestOfHeader(ByteCursor in, boolean tagged, Evidence evidence) throws Malformed {
        int at = in.at();
        if (new MessageCursor(in, false, evidence).nullableString("client id") == null) {
            evidence.found(LintRule.CLIENT_ID_MISSING, "client id", at, "a name", "null");
        }
        new MessageCursor(in, tagged, evidence).tags();
    }

    private static void checkBody(ByteBuffer frame, int bodyAt, Evidence evidence) {
        ProtocolException refusal = failure(WireReader.strict(frame));
        if (refusal == null) {
            return;
        }
        int at = Math.max(bodyAt, refusal.byteOffset());
        WireReader lenient = WireReader.lenient(frame);
        if (failure(lenient) != null) {
            evidence.found(LintRule.BODY_MALFORMED, "body", at, "such a request", refusal.getMessage());
        } else if (lenient.position() == at && lenient.remaining() > 0) {
            behind(at, lenient.remaining(), evidence);
        } else {
            evidence.found(LintRule.TAG_UNKNOWN, "tagged field", at, "none", refusal.getMessage());
        }
    }

    private static @Nullable ProtocolException failure(WireReader in) {
        try {
            RequestBodies.read(in);
            return null;
        } catch (ProtocolException e) {
            return e;
        }
    }

    private static void behind(int at, int count, Evidence evidence) {
        evidence.found(LintRule.BYTES_BEHIND_REQUEST, "body", at, "the end", count + " bytes");
    }
}
