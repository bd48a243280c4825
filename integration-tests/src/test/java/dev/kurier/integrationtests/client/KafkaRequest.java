package dev.kurier.integrationtests.client;

import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;

/** Writes requests with the encoders of kafka-clients. */
public final class KafkaRequest {
    private KafkaRequest() {}

    /** Makes the frame of a request: size, header and body. */
    public static byte[] frame(ApiKeys api, short version, int correlationId, ApiMessage body) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(api.id)
                .setRequestApiVersion(version)
                .setCorrelationId(correlationId)
                .setClientId("foreign");
        ByteBuffer head = MessageUtil.toByteBufferAccessor(header, api.requestHeaderVersion(version))
                .buffer();
        ByteBuffer tail = MessageUtil.toByteBufferAccessor(body, version).buffer();
        int size = head.remaining() + tail.remaining();
        return ByteBuffer.allocate(Integer.BYTES + size)
                .putInt(size)
                .put(head)
                .put(tail)
                .array();
    }
}
