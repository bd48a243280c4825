package dev.kurier.protocol.initproducerid;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a producer id and epoch, under which a producer numbers its batches.
 *
 * @param transactionalId null outside transactions; then any broker may be asked
 * @param transactionTimeoutMs of no meaning outside transactions
 * @param producerId the id that the producer has, to have its epoch raised (KIP-360); -1 for none; from version 3
 * @param producerEpoch the epoch it has, -1 for none; from version 3
 */
public record InitProducerIdRequest(
        @Nullable String transactionalId, int transactionTimeoutMs, long producerId, short producerEpoch) {

    /** Asks for a new identity outside transactions. */
    public static InitProducerIdRequest idempotent() {
        return new InitProducerIdRequest(null, Integer.MAX_VALUE, -1, (short) -1);
    }

    /** Reads the body of a request. */
    public static InitProducerIdRequest read(WireReader in, short version) {
        in.begin(ApiKey.INIT_PRODUCER_ID, version);
        String transactionalId = in.nullableString();
        int transactionTimeoutMs = in.int32();
        long producerId = version >= 3 ? in.int64() : -1;
        short producerEpoch = version >= 3 ? in.int16() : -1;
        in.skipTaggedFields();
        in.end();
        return new InitProducerIdRequest(transactionalId, transactionTimeoutMs, producerId, producerEpoch);
    }

    /**
     * Writes the body of this request.
     *
     * @throws IllegalArgumentException if the version can't say which identity the producer has
     */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.INIT_PRODUCER_ID, version);
        out.refuseIf(version < 3 && producerId != -1, "InitProducerIdRequest.producerId=" + producerId, version);
        out.nullableString(transactionalId);
        out.int32(transactionTimeoutMs);
        if (version >= 3) {
            out.int64(producerId);
            out.int16(producerEpoch);
        }
        out.noTaggedFields();
    }
}
