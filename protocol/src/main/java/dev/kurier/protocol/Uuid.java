package dev.kurier.protocol;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Identifies a topic, a directory or a client instance with 128 bits.
 *
 * @param msb the first eight bytes on the wire
 * @param lsb the last eight bytes on the wire
 */
public record Uuid(long msb, long lsb) {
    /** Stands for "no id": what a field holds that was not on the wire. */
    public static final Uuid ZERO = new Uuid(0, 0);

    /** Tells whether this is {@link #ZERO}. */
    public boolean isZero() {
        return (msb | lsb) == 0;
    }

    /** Writes the 22 characters of URL-safe base64 that Kafka's own tools print. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(16).putLong(msb).putLong(lsb).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
