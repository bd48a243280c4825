package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderTest {
    @ParameterizedTest
    @EnumSource
    void writesAndReadsRequestHeadersAsKafkaClientsDo(ApiKey api) {
        for (short version = api.oldestVersion(); version <= api.newestVersion(); version++) {
            for (String clientId : new String[] {null, "", "a client ß"}) {
                byte[] theirs =
                        kafka(requestHeader(api, version).setClientId(clientId), api.requestHeaderVersion(version));
                RequestHeader ours = new RequestHeader(api.id(), version, 77, clientId);
                WireWriter out = new WireWriter();

                ours.write(out);

                assertThat(out.toByteArray()).as("%s v%d", api, version).isEqualTo(theirs);
                WireReader in = WireReader.strict(ByteBuffer.wrap(theirs));
                assertThat(RequestHeader.read(in)).isEqualTo(ours);
                assertThat(in.remaining()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesAndReadsResponseHeadersAsKafkaClientsDo(ApiKey api) {
        for (short version = api.oldestVersion(); version <= api.newestVersion(); version++) {
            byte[] theirs = kafka(new ResponseHeaderData().setCorrelationId(-5), api.responseHeaderVersion(version));
            WireWriter out = new WireWriter();

            new ResponseHeader(-5).write(out, api, version);

            assertThat(out.toByteArray()).as("%s v%d", api, version).isEqualTo(theirs);
            WireReader in = WireReader.strict(ByteBuffer.wrap(theirs));
            assertThat(ResponseHeader.read(in, api, version)).isEqualTo(new ResponseHeader(-5));
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void skipsUnknownTagsInAHeader() {
        RequestHeaderData theirs = requestHeader(ApiKey.PRODUCE, (short) 9).setClientId("c");
        theirs.unknownTaggedFields().add(new RawTaggedField(0, new byte[300]));
        WireReader in = WireReader.lenient(ByteBuffer.wrap(kafka(theirs, (short) 2)));

        assertThat(RequestHeader.read(in).clientId()).isEqualTo("c");
        assertThat(in.remaining()).isZero();
    }

    @Test
    void readsTheHeaderOfAnUnknownApiAndOfAVersionThatIsTooNew() {
        RequestHeader unknown = new RequestHeader((short) 99, (short) 1, 3, "c");
        RequestHeader tooNew = new RequestHeader(ApiKey.API_VERSIONS.id(), (short) 70, 4, "c");
        WireWriter out = new WireWriter();
        unknown.write(out);
        tooNew.write(out);
        WireReader in = WireReader.strict(ByteBuffer.wrap(out.toByteArray()));

        assertThat(RequestHeader.read(in)).isEqualTo(unknown);
        assertThat(RequestHeader.read(in)).isEqualTo(tooNew);
        assertThat(in.remaining()).isZero();
    }

    private static RequestHeaderData requestHeader(ApiKey api, short version) {
        return new RequestHeaderData()
                .setRequestApiKey(api.id())
                .setRequestApiVersion(version)
                .setCorrelationId(77);
    }

    private static byte[] kafka(Message message, short version) {
        ByteBuffer buffer = MessageUtil.toByteBufferAccessor(message, version).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
