package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MalformedBytesTest {
    @Test
    void namesTheByteAtWhichBytesEnd() {
        WireReader in = reader("0001000203");
        in.int16();
        in.int8();
        assertThatThrownBy(in::int64)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("bytes end early: 8 needed at byte 3, 2 are left");
    }

    @Test
    void refusesVarintsThatAreTooLong() {
        refuses("ffffffff1f", WireReader::uvarint, "more than 32 bits");
        refuses("8080808080", WireReader::uvarint, "more than 32 bits");
        refuses("ffffffffffffffffff02", WireReader::varlong, "more than 64 bits");
        refuses("80", WireReader::uvarint, "end early");
    }

    @Test
    void refusesNegativeLengths() {
        refuses("fffe", WireReader::nullableString, "string length=-2 is negative");
        refuses("fffffffe", WireReader::nullableBytes, "byte field length=-2 is negative");
        refuses("80000000", in -> in.nullableArray((short) 0, (from, version) -> from.int8()), "is negative");
        refuses("ffffffff0f", in -> in.flexible(true).nullableString(), "length=4294967294 is over 2147483647");
    }

    @Test
    void refusesNullWhereAValueMustBe() {
        refuses("ffff", WireReader::string, "a string is null");
        refuses("ffffffff", WireReader::bytes, "a byte field is null");
        refuses("00", in -> in.flexible(true).int32Array(), "an array is null");
    }

    @Test
    void refusesLengthsAndCountsBeyondTheBytesThatAreThere() {
        refuses("000361", WireReader::string, "3 needed at byte 2, 1 are left");
        refuses("7fffffff00", WireReader::bytes, "2147483647 needed");
        refuses("7fffffff00", WireReader::int32Array, "array count=2147483647, but only 1 bytes are left");
        refuses("ffffffff0700", in -> in.flexible(true).int32Array(), "array count=2147483646");
        refuses("818002" + "61".repeat(32768), in -> in.flexible(true).string(), "length=32768 is over 32767");
    }

    @Test
    void refusesBrokenTaggedFields() {
        refuses("05010000", in -> in.flexible(true).skipTaggedFields(), "tagged field count=5");
        refuses("ffffffff0f", in -> in.flexible(true).skipTaggedFields(), "tagged field count=4294967295");
        refuses("0202000200", in -> in.flexible(true).taggedFields().read(2, value -> "", ""), "tags must ascend");
        refuses("0202000100", in -> in.flexible(true).taggedFields().read(2, value -> "", ""), "tags must ascend");
        refusesLenient(
                "0201000100", in -> in.flexible(true).taggedFields().read(1, value -> "", ""), "tag=1 comes twice");
        refusesLenient("0102ffffffff0f", in -> in.flexible(true).skipTaggedFields(), "4294967295 needed");
        refuses("010700", in -> in.flexible(true).skipTaggedFields(), "tag=7 is unknown");
        Consumer<WireReader> int32InTag0 =
                in -> in.flexible(true).taggedFields().read(0, WireReader::int32, -1);
        refuses("0100050000000000", int32InTag0, "tag=0 has size=5, its value ends 1 bytes earlier");
        refuses("01000300000000", int32InTag0, "tag=0 has size=3, its value ends 1 bytes later");
    }

    @Test
    void readsKnownTagsAmongUnknownOnes() {
        WireReader in = WireReader.lenient(bytes("04" + "0001ff" + "01020007" + "0300" + "0902" + "0000" + "2a"))
                .flexible(true);
        TaggedFields tags = in.taggedFields();

        assertThat(tags.isEmpty()).isFalse();
        assertThat(tags.read(1, WireReader::int16, (short) -1)).isEqualTo((short) 7);
        assertThat(tags.read(2, WireReader::int16, (short) -1)).isEqualTo((short) -1);
        tags.end();

        assertThat(in.int8()).isEqualTo((byte) 0x2a);
    }

    @Test
    void readsTagsInAnyOrderIfLenient() {
        WireReader in = WireReader.lenient(bytes("04" + "0900" + "01020008" + "0900" + "0001ff" + "2a"))
                .flexible(true);
        TaggedFields tags = in.taggedFields();

        assertThat(tags.read(0, WireReader::int8, (byte) 0)).isEqualTo((byte) -1);
        assertThat(tags.read(1, WireReader::int16, (short) -1)).isEqualTo((short) 8);
        assertThat(tags.read(2, WireReader::int16, (short) -1)).isEqualTo((short) -1);
        tags.end();

        assertThat(in.int8()).isEqualTo((byte) 0x2a);
    }

    @Test
    void writesTagsInOrderAndOnlyThoseThatArePresent() {
        WireWriter out = new WireWriter().flexible(true);
        out.taggedFields()
                .field(0, false, tag -> tag.int8(1))
                .field(1, true, tag -> tag.string("a"))
                .field(300, true, tag -> tag.int16(2))
                .end();
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo("02" + "01020261" + "ac02020002");
        assertThatThrownBy(() -> out.taggedFields().field(1, false, tag -> {}).field(1, true, tag -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allocatesForElementsOnlyWhenTheyAreThere() {
        byte[] bytes = new byte[4_000_000];
        Arrays.fill(bytes, (byte) -1);
        ByteBuffer.wrap(bytes).putInt(3_900_000);
        WireReader in = WireReader.lenient(ByteBuffer.wrap(bytes));
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> in.array((short) 0, (from, version) -> from.bytes()))
                .isInstanceOf(ProtocolException.class);

        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void refusesVersionsItDoesNotKnow() {
        refuses("00", in -> ProduceRequest.read(in, (short) 14), "PRODUCE version=14 is unknown; known are 3 to 13");
        refuses("00", in -> FetchResponse.read(in, (short) 3), "FETCH version=3 is unknown; known are 4 to 18");
    }

    @Test
    void refusesATagThatANewerVersionKnows() {
        ProduceResponse response = new ProduceResponse(List.of(), 0, List.of(new NodeEndpoint(1, "h", 9092, null)));
        WireWriter out = new WireWriter();
        response.write(out, (short) 10);
        ByteBuffer v10 = ByteBuffer.wrap(out.toByteArray());

        assertThat(ProduceResponse.read(WireReader.strict(v10), (short) 10)).isEqualTo(response);
        assertThat(ProduceResponse.read(WireReader.lenient(v10), (short) 9).nodeEndpoints())
                .isEmpty();
        assertThatThrownBy(() -> ProduceResponse.read(WireReader.strict(v10), (short) 9))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("tag=0 is unknown in this place and version");
    }

    private static void refuses(String hex, Consumer<WireReader> read, String message) {
        assertThatThrownBy(() -> read.accept(reader(hex)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    private static void refusesLenient(String hex, Consumer<WireReader> read, String message) {
        assertThatThrownBy(() -> read.accept(WireReader.lenient(bytes(hex))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static WireReader reader(String hex) {
        return WireReader.strict(bytes(hex));
    }
}
