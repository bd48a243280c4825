package dev.kurier.protocol.record;

import dev.kurier.protocol.compress.CompressionType;

/** Packs the attributes field of a batch: codec in bits 0 to 2, then one bit each. */
public final class BatchAttributes {
    static final int CODEC_MASK = 0x07;
    static final int LOG_APPEND_TIME = 0x08;
    static final int TRANSACTIONAL = 0x10;
    static final int CONTROL = 0x20;
    static final int DELETE_HORIZON = 0x40;
    static final int USED_BUT_TIMESTAMP_TYPE = CODEC_MASK | TRANSACTIONAL | CONTROL | DELETE_HORIZON;

    private BatchAttributes() {}

    /** The attributes of a producer's batch: create-time stamps, no control records. */
    public static short of(CompressionType compression, boolean transactional) {
        return (short) (compression.id() | (transactional ? TRANSACTIONAL : 0));
    }
}
