package dev.kurier.protocol.initproducerid;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;

/**
 * Gives a producer its identity.
 *
 * @param throttleTimeMs for how long the client is to stay silent
 * @param errorCode see {@link ErrorCode#of}
 * @param producerId the id, -1 with an error
 * @param producerEpoch the epoch, -1 with an error
 */
public record InitProducerIdResponse(int throttleTimeMs, short errorCode, long producerId, short producerEpoch) {

    /** Reads the body of an answer. */
    public static InitProducerIdResponse read(WireReader in, short version) {
        in.begin(ApiKey.INIT_PRODUCER_ID, version);
        InitProducerIdResponse response = new InitProducerIdResponse(in.int32(), in.int16(), in.int64(), in.int16());
        in.skipTaggedFields();
        in.end();
        return response;
    }

    /** Writes the body of this answer. */
    public void write(WireWriter out, short version) {
        out.begin(ApiKey.INIT_PRODUCER_ID, version);
        out.int32(throttleTimeMs);
        out.int16(errorCode);
        out.int64(producerId);
        out.int16(producerEpoch);
        out.noTaggedFields();
    }
}
