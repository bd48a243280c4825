package dev.kurier.brokerstub.lint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one request, with the bytes around each. */
final class Evidence {
    private static final int BYTES_AROUND = 8;
    private static final HexFormat HEX = HexFormat.of();

    private final ByteBuffer bytes;
    private final Finding.Origin origin;
    private final int payloadAt;
    private final List<Finding> findings;
    private final Place place;

    /** Begins to collect about a frame. */
    Evidence(ByteBuffer frame, Finding.Origin origin) {
        this(frame, origin, Finding.NOT_COMPRESSED, new ArrayList<>(), new Place());
    }

    private Evidence(ByteBuffer bytes, Finding.Origin origin, int payloadAt, List<Finding> findings, Place place) {
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

    List<Finding> findings() {
        return findings;
    }

    /** Reports that a field of the place breaks a rule. */
    void found(LintRule rule, String field, int at, @Nullable Object expected, @Nullable Object found) {
        boolean inside = payloadAt != Finding.NOT_COMPRESSED;
        findings.add(new Finding(
                rule,
                origin,
                place.of(field),
                inside ? payloadAt : at,
                inside ? at : Finding.NOT_COMPRESSED,
                excerpt(at),
                String.valueOf(expected),
                String.valueOf(found)));
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
