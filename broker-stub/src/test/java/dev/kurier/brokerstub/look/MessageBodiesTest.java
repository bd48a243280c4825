package dev.kurier.brokerstub.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.deletetopics.DeleteTopicsRequest;
import dev.kurier.protocol.deletetopics.DeleteTopicsResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageBodiesTest {
    private static final short VERSION = 5;

    @ParameterizedTest
    @EnumSource(ApiKey.class)
    void everyApiCanBeRead(ApiKey api) {
        assertThat(MessageBodies.of(api)).isNotNull();
    }

    @Test
    void readsRequestsAndResponsesOfAnAdministratorAsWell() {
        DeleteTopicsRequest request = DeleteTopicsRequest.ofNames(List.of("orders"), 1000);
        WireWriter asked = new WireWriter();
        new RequestHeader(ApiKey.DELETE_TOPICS.id(), VERSION, 1, "me").write(asked);
        request.write(asked, VERSION);
        DeleteTopicsResponse response = new DeleteTopicsResponse(0, List.of());
        WireWriter answered = new WireWriter();
        new ResponseHeader(1).write(answered, ApiKey.DELETE_TOPICS, VERSION);
        response.write(answered, VERSION);

        assertThat(RequestBodies.read(ByteBuffer.wrap(asked.toByteArray()))).isEqualTo(request);
        assertThat(ResponseBodies.read(ByteBuffer.wrap(answered.toByteArray()), ApiKey.DELETE_TOPICS.id(), VERSION))
                .isEqualTo(response);
    }

    @Test
    void readsNoneOfAnApiOrVersionThatIsUnknown() {
        assertThat(ResponseBodies.read(ByteBuffer.allocate(8), (short) 999, (short) 0))
                .isNull();
        assertThat(ResponseBodies.read(ByteBuffer.allocate(8), ApiKey.METADATA.id(), (short) 99))
                .isNull();
    }
}
