package dev.kurier.brokerstub.lint;

import java.nio.ByteBuffer;

/**
 * Is a request that breaks one rule.
 *
 * @param rule which
 * @param offset the byte that a finding has to name
 * @param decompressedOffset the byte of the decompressed records that it has to name, or -1
 * @param frame header and body
 */
record Breach(LintRule rule, int offset, int decompressedOffset, ByteBuffer frame) {
    @Override
    public String toString() {
        return rule.ruleName() + " at " + offset;
    }
}
