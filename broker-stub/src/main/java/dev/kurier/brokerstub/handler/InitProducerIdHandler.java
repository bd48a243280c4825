package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;

/** Gives producers their ids; always a new one with epoch 0, since transactions are not served. */
final class InitProducerIdHandler implements ApiHandler {
    private static final long NO_ID = -1;
    private static final short NO_EPOCH = -1;

    private final ClusterState state;

    InitProducerIdHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        InitProducerIdRequest body = InitProducerIdRequest.read(request.body(), request.version());
        return (faults, now) -> {
            InitProducerIdResponse response = answer(body, faults);
            return new Answer.Reply(request.version(), response::write);
        };
    }

    private InitProducerIdResponse answer(InitProducerIdRequest body, RequestFaults faults) {
        ResultFault fault = faults.at(FaultTarget.REQUEST);
        ErrorCode error = check(body);
        long producerId = error == ErrorCode.NONE && !fault.preventsEffect() ? state.newProducerId() : NO_ID;
        ErrorCode told = fault.hasError() ? fault.error() : error;
        return told == ErrorCode.NONE
                ? new InitProducerIdResponse(faults.throttleTimeMs(), told.code(), producerId, (short) 0)
                : new InitProducerIdResponse(faults.throttleTimeMs(), told.code(), NO_ID, NO_EPOCH);
    }

    private static ErrorCode check(InitProducerIdRequest body) {
        boolean halfAnIdentity = (body.producerId() == NO_ID) != (body.producerEpoch() == NO_EPOCH);
        String transactionalId = body.transactionalId();
        if (halfAnIdentity || (transactionalId != null && transactionalId.isEmpty())) {
            return ErrorCode.INVALID_REQUEST;
        }
        return transactionalId == null ? ErrorCode.NONE : ErrorCode.UNSUPPORTED_VERSION;
    }
}
