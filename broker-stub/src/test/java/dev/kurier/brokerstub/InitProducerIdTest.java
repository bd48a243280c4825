package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import org.junit.jupiter.api.Test;

class InitProducerIdTest {
    private final TestClient client = new TestClient(StubCluster.builder().build(), 1);

    @Test
    void givesEveryProducerItsOwnId() {
        for (int version = 0; version <= 5; version++) {
            InitProducerIdResponse answer = ask(version, InitProducerIdRequest.idempotent());

            assertThat(answer.errorCode()).isZero();
            assertThat(answer.producerId()).isEqualTo(1000 + version);
            assertThat(answer.producerEpoch()).isZero();
        }
    }

    @Test
    void refusesHalfAnIdentity() {
        refused(new InitProducerIdRequest(null, 1, 5, (short) -1), ErrorCode.INVALID_REQUEST);
        refused(new InitProducerIdRequest(null, 1, -1, (short) 5), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refusesTransactionalIds() {
        refused(new InitProducerIdRequest("", 1, -1, (short) -1), ErrorCode.INVALID_REQUEST);
        refused(new InitProducerIdRequest("tx", 1, -1, (short) -1), ErrorCode.UNSUPPORTED_VERSION);
    }

    private void refused(InitProducerIdRequest request, ErrorCode expected) {
        InitProducerIdResponse answer = ask(5, request);
        assertThat(ErrorCode.of(answer.errorCode())).isEqualTo(expected);
        assertThat(answer.producerId()).isEqualTo(-1);
        assertThat(answer.producerEpoch()).isEqualTo((short) -1);
    }

    private InitProducerIdResponse ask(int version, InitProducerIdRequest request) {
        return client.ask(ApiKey.INIT_PRODUCER_ID, version, request::write, InitProducerIdResponse::read);
    }
}
