package dev.kurier.integrationtests.client;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;

/** Writes requests with the encoders of kafka-clients. */
public final class KafkaRequest {
    private KafkaRequest() {}

    /** Makes the frame of a request: size, header and body. */
    public static byte[] frame(ApiKeys api, short version, int correlationId, ApiMessage body) {
        return frame(api, version, correlationId, body, (header, same) -> {}, bytes -> bytes);
    }

    /**
     * Makes the frame of a request that is changed on its way.
     *
     * @param tagging may change header and body before they are written
     * @param ending may change the bytes of both
     */
    public static byte[] frame(
            ApiKeys api,
            short version,
            int correlationId,
            ApiMessage body,
            BiConsumer<Message, Message> tagging,
            UnaryOperator<byte[]> ending) {
        RequestHeaderData header = new RequestHeaderData()
                .setRequestApiKey(api.id)
                .setRequestApiVersion(version)
                .setCorrelationId(correlationId)
                .setClientId("foreign");
        tagging.accept(header, body);
        ByteBuffer head = MessageUtil.toByteBufferAccessor(header, api.requestHeaderVersion(version))
                .buffer();
        ByteBuffer tail = MessageUtil.toByteBufferAccessor(body, version).buffer();
        byte[] request = ending.apply(ByteBuffer.allocate(head.remaining() + tail.remaining())
                .put(head)
                .put(tail)
                .array());
        return ByteBuffer.allocate(Integer.BYTES + request.length)
                .putInt(request.length)
                .put(request)
                .array();
    }
}
