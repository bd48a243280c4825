package dev.kurier.brokerstub.lint;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one request, with the bytes around each. */
final class Evidence {
    private static final int BYTES_AROUND = 8;
    private static final int MOST_CHARS = 300;
    private static final HexFormat HEX = HexFormat.of();

    private final ByteBuffer bytes;
    private final Finding.Origin origin;
    private final int payloadAt;
    private final LintReport.Draft findings;
    private final Place place;

    /** Begins to collect about a frame. */
    Evidence(ByteBuffer frame, Finding.Origin origin, LintReport.Draft findings) {
        this(frame, origin, Finding.NOT_COMPRESSED, findings, new Place());
    }

    private Evidence(ByteBuffer bytes, Finding.Origin origin, int payloadAt, LintReport.Draft findings, Place place) {
        this.bytes = bytes;
        this.origin = origin;
        this.payloadAt = payloadAt;
        this.findings = findings;
        this.place = place;
    }

    /** Collects about decompressed records whose compressed bytes begin at {@code payloadAt} of the frame. */
    Evidence inside(ByteBuffer decompressed, int payloadAt) {
        return new Evidence(decompressed, origin, payloadAt, findings, place);
    }

    /** Returns where the walk is, to move it along. */
    Place place() {
        return place;
    }

    /** Reports that a field of the place breaks a rule. */
    void found(LintRule rule, String field, int at, @Nullable Object expected, @Nullable Object found) {
        if (!findings.hasRoomFor(rule)) {
            return;
        }
        boolean inside = payloadAt != Finding.NOT_COMPRESSED;
        findings.add(new Finding(
                rule,
                origin,
                cut(place.of(field)),
                inside ? payloadAt : at,
                inside ? at : Finding.NOT_COMPRESSED,
                excerpt(at),
                cut(String.valueOf(expected)),
                cut(String.valueOf(found))));
    }

    /** Cuts off what a client may have made long. */
    private static String cut(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }

    private String excerpt(int at) {
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, at - BYTES_AROUND);
        int to = Math.min(bytes.limit(), at + BYTES_AROUND + 1);
        text.append(from > 0 ? "… " : "");
        for (int i = from; i < to; i++) {
            String hex = HEX.toHexDigits(bytes.get(i));
            text.append(i == at ? "[" + hex + "]" : hex).append(' ');
        }
        if (at >= bytes.limit()) {
            text.append("[end]");
        }
        text.append(to < bytes.limit() ? "…" : "");
        return text.toString().strip();
    }
}
