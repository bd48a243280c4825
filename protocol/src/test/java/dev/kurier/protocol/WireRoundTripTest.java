package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRoundTripTest {
    @Test
    void writesFixedSizesBigEndian() {
        assertThat(hex(out -> out.int8(-2))).isEqualTo("fe");
        assertThat(hex(out -> out.int16(0x1234))).isEqualTo("1234");
        assertThat(hex(out -> out.uint16(65535))).isEqualTo("ffff");
        assertThat(hex(out -> out.int32(0x12345678))).isEqualTo("12345678");
        assertThat(hex(out -> out.int64(0x123456789abcdef0L))).isEqualTo("123456789abcdef0");
        assertThat(hex(out -> out.bool(true))).isEqualTo("01");
        assertThat(hex(out -> out.float64(1.5))).isEqualTo("3ff8000000000000");
        assertThat(hex(out -> out.uuid(new Uuid(1, 2)))).isEqualTo("00000000000000010000000000000002");
    }

    @Test
    void readsFixedSizes() {
        assertThat(reader("fe").int8()).isEqualTo((byte) -2);
        assertThat(reader("8001").int16()).isEqualTo((short) 0x8001);
        assertThat(reader("8001").uint16()).isEqualTo(0x8001);
        assertThat(reader("12345678").int32()).isEqualTo(0x12345678);
        assertThat(reader("123456789abcdef0").int64()).isEqualTo(0x123456789abcdef0L);
        assertThat(reader("02").bool()).isTrue();
        assertThat(reader("00").bool()).isFalse();
        assertThat(reader("3ff8000000000000").float64()).isEqualTo(1.5);
        assertThat(reader("00000000000000010000000000000002").uuid()).isEqualTo(new Uuid(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "16383, ff7f",
        "16384, 808001",
        "2097151, ffff7f",
        "2097152, 80808001",
        "268435456, 8080808001",
        "2147483647, ffffffff07",
        "-1, ffffffff0f"
    })
    void writesAndReadsUnsignedVarints(int value, String bytes) {
        assertThat(hex(out -> out.uvarint(value))).isEqualTo(bytes);
        assertThat(reader(bytes).uvarint()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "63, 7e",
        "-64, 7f",
        "64, 8001",
        "2147483647, feffffff0f",
        "-2147483648, ffffffff0f"
    })
    void writesAndReadsZigZagVarints(int value, String bytes) {
        assertThat(hex(out -> out.varint(value))).isEqualTo(bytes);
        assertThat(reader(bytes).varint()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "-65, 8101",
        "1700000000000, 80a0abfef962",
        "9223372036854775807, feffffffffffffffff01",
        "-9223372036854775808, ffffffffffffffffff01"
    })
    void writesAndReadsZigZagVarlongs(long value, String bytes) {
        assertThat(hex(out -> out.varlong(value))).isEqualTo(bytes);
        assertThat(reader(bytes).varlong()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesAndReadsWhatMayBeNull(boolean flexible) {
        WireWriter out = new WireWriter(0).flexible(flexible);
        out.nullableString(null);
        out.nullableString("ß");
        out.nullableBytes(null);
        out.nullableBytes(ByteBuffer.wrap(new byte[] {7}));
        out.records(null);
        out.nullableArray((short) 0, null, (Integer element, WireWriter to, short version) -> to.int32(element));
        out.int32Array(List.of(1, -1));
        out.noTaggedFields();

        WireReader in = WireReader.strict(ByteBuffer.wrap(out.toByteArray())).flexible(flexible);

        assertThat(in.nullableString()).isNull();
        assertThat(in.nullableString()).isEqualTo("ß");
        assertThat(in.nullableBytes()).isNull();
        assertThat(in.nullableBytes()).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
        assertThat(in.records()).isNull();
        assertThat(in.nullableArray((short) 0, (from, version) -> from.int32())).isNull();
        assertThat(in.int32Array()).containsExactly(1, -1);
        in.skipTaggedFields();
        in.end();
    }

    @Test
    void writesOldLengthsAndCompactOnes() {
        assertThat(hex(out -> out.string("ab"))).isEqualTo("00026162");
        assertThat(hex(out -> out.flexible(true).string("ab"))).isEqualTo("036162");
        assertThat(hex(out -> out.nullableString(null))).isEqualTo("ffff");
        assertThat(hex(out -> out.flexible(true).nullableString(null))).isEqualTo("00");
        assertThat(hex(out -> out.bytes(ByteBuffer.wrap(new byte[] {9})))).isEqualTo("0000000109");
        assertThat(hex(out -> out.flexible(true).bytes(ByteBuffer.wrap(new byte[] {9}))))
                .isEqualTo("0209");
        assertThat(hex(out -> out.records(null))).isEqualTo("ffffffff");
        assertThat(hex(out -> out.flexible(true).records(List.of()))).isEqualTo("01");
        assertThat(hex(out -> out.int32Array(List.of(5)))).isEqualTo("0000000100000005");
        assertThat(hex(WireWriter::noTaggedFields)).isEmpty();
        assertThat(hex(out -> out.flexible(true).noTaggedFields())).isEqualTo("00");
    }

    @Test
    void gathersRecordsWithoutCopyingThem() {
        ByteBuffer first = ByteBuffer.allocateDirect(4).putInt(0, 0x01020304);
        ByteBuffer second = ByteBuffer.allocate(8).position(6);
        WireWriter out = new WireWriter(1);
        out.int8(0x11);
        out.records(List.of(first, ByteBuffer.allocate(0), second));
        out.string("end, which makes the heap buffer grow");
        second.put(6, (byte) 0x55).put(7, (byte) 0x66);
        first.position(4);

        List<ByteBuffer> frame = out.toFrame();

        assertThat(frame).hasSize(4);
        assertThat(frame.get(0)).isEqualTo(bytes("0000003211" + "00000006"));
        assertThat(frame.get(1).isDirect()).isTrue();
        assertThat(frame.get(1)).isEqualTo(bytes("01020304"));
        assertThat(frame.get(2)).isEqualTo(bytes("5566"));
        assertThat(frame.stream().mapToInt(ByteBuffer::remaining).sum()).isEqualTo(out.sizeBytes());
        frame.forEach(part -> part.position(part.limit()));
        assertThat(first.position()).isEqualTo(4);
        assertThat(second.position()).isEqualTo(6);
    }

    @Test
    void readsRecordsAsASliceOfTheGivenBuffer() {
        ByteBuffer source = ByteBuffer.allocateDirect(16).putInt(4, 2).putShort(8, (short) 0x0102);
        source.position(4);

        List<ByteBuffer> records = WireReader.lenient(source).records();
        source.put(8, (byte) 0x77);

        assertThat(records).singleElement().isEqualTo(bytes("7702"));
        assertThat(source.position()).isEqualTo(4);
    }

    @Test
    void refusesValuesThatTheProtocolCantCarry() {
        WireWriter out = new WireWriter();
        String longest = "x".repeat(32767);
        out.string(longest);
        assertThatThrownBy(() -> out.string(longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("string of 32768 bytes; the protocol allows 32767");
        assertThatThrownBy(() -> out.begin(ApiKey.PRODUCE, (short) 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PRODUCE version=2 is unknown; known are 3 to 13");
    }

    @Test
    void printsUuidsAsKafkaDoes() {
        Uuid ours = new Uuid(0x0123456789abcdefL, -2);
        assertThat(ours).hasToString(new org.apache.kafka.common.Uuid(ours.msb(), ours.lsb()).toString());
        assertThat(ours.isZero()).isFalse();
        assertThat(Uuid.ZERO.isZero()).isTrue();
    }

    private static String hex(Consumer<WireWriter> fields) {
        WireWriter out = new WireWriter(0);
        fields.accept(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static WireReader reader(String hex) {
        return WireReader.strict(bytes(hex));
    }
}
