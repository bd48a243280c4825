package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;

final class InitProducerIdCases {
    static final MessageCase<InitProducerIdRequest> REQUEST = new MessageCase<>(
            "InitProducerIdRequest",
            ApiKey.INIT_PRODUCER_ID,
            (values, version) -> new InitProducerIdRequest(
                    values.nullableString(),
                    values.int32(),
                    version >= 3 ? values.int64() : -1,
                    version >= 3 ? values.int16() : -1),
            InitProducerIdRequest::read,
            InitProducerIdRequest::write,
            (ours, version) -> new InitProducerIdRequestData()
                    .setTransactionalId(ours.transactionalId())
                    .setTransactionTimeoutMs(ours.transactionTimeoutMs())
                    .setProducerId(ours.producerId())
                    .setProducerEpoch(ours.producerEpoch()),
            InitProducerIdRequestData::new);

    static final MessageCase<InitProducerIdResponse> RESPONSE = new MessageCase<>(
            "InitProducerIdResponse",
            ApiKey.INIT_PRODUCER_ID,
            (values, version) ->
                    new InitProducerIdResponse(values.int32(), values.int16(), values.int64(), values.int16()),
            InitProducerIdResponse::read,
            InitProducerIdResponse::write,
            (ours, version) -> new InitProducerIdResponseData()
                    .setThrottleTimeMs(ours.throttleTimeMs())
                    .setErrorCode(ours.errorCode())
                    .setProducerId(ours.producerId())
                    .setProducerEpoch(ours.producerEpoch()),
            InitProducerIdResponseData::new);

    private InitProducerIdCases() {}
}
