package dev.kurier.plugin.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.plugin.avro.stub.SchemaRegistryStub;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());

    private final SchemaRegistryStub registry = SchemaRegistryStub.start();
    private final Wire wire = Wire.of(registry.url());

    @BeforeEach
    void count() {
        registry.firstId(0x01020304);
    }

    @AfterEach
    void close() {
        wire.close();
        registry.close();
    }

    @Test
    void writesAZeroTheIdAndAvrosBinary() {
        // "abc" is its length, zigzag 3 = 6, and its bytes; 150 is zigzag 300 = 0xac02 in groups of seven bits.
        assertThat(hex(Schemas.order("abc", 150))).isEqualTo("00" + "01020304" + "06616263" + "ac02");
        assertThat(registry.schema(0x01020304)).isEqualTo(Schemas.ORDER);
        assertThat(registry.subjects()).containsExactly("t-value");
    }

    @Test
    void writesPrimitivesWithTheirOwnSchemas() {
        assertThat(hex("é")).isEqualTo("00" + "01020304" + "04c3a9");
        assertThat(hex(new Utf8("é"))).isEqualTo("00" + "01020304" + "04c3a9");
        assertThat(hex(new StringBuilder("x"))).isEqualTo("00" + "01020304" + "0278");
        assertThat(hex(-1)).isEqualTo("00" + "01020305" + "01");
        assertThat(hex(1L << 40)).isEqualTo("00" + "01020306" + "808080808040");
        assertThat(hex(true)).isEqualTo("00" + "01020307" + "01");
        assertThat(hex(1.0f)).isEqualTo("00" + "01020308" + "0000803f");
        assertThat(hex(1.0d)).isEqualTo("00" + "01020309" + "000000000000f03f");
        assertThat(registry.schema(0x01020304)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(registry.requests().get(0).body()).isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void writesBytesBehindTheIdAsTheyAre() {
        assertThat(hex(new byte[] {1, 2, 3})).isEqualTo("00" + "01020304" + "010203");
        ByteBuffer part = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}, 1, 3);
        assertThat(hex(part)).isEqualTo("00" + "01020304" + "010203");
        assertThat(part.position()).isEqualTo(1);
        assertThat(hex(ByteBuffer.allocateDirect(1).asReadOnlyBuffer())).isEqualTo("00" + "01020304" + "00");
    }

    @Test
    void writesGeneratedClassesWithTheirLogicalTypes() {
        Instant at = Instant.ofEpochMilli(1_700_000_000_123L);

        byte[] bytes = wire.bytes("t", new Reading(at, "roof"));

        GenericRecord read = (GenericRecord) Schemas.decode(Reading.SCHEMA$, bytes);
        assertThat(read.get("at")).isEqualTo(at.toEpochMilli());
        assertThat(read.get("sensor")).hasToString("roof");
    }

    @Test
    void takesJavasClassesForLogicalTypesInGenericRecords() {
        Schema schema = SchemaBuilder.record("Logical")
                .fields()
                .name("at")
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .name("price")
                .type(LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES)))
                .noDefault()
                .endRecord();
        GenericRecord given = new GenericData.Record(schema);
        given.put("at", Instant.ofEpochMilli(77));
        given.put("price", new BigDecimal("1.50"));

        GenericRecord read = (GenericRecord) Schemas.decode(schema, wire.bytes("t", given));

        assertThat(read.get("at")).isEqualTo(77L);
        assertThat(read.get("price")).isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 150}));
        given.put("at", 78L);
        assertThat(((GenericRecord) Schemas.decode(schema, wire.bytes("t", given))).get("at"))
                .isEqualTo(78L);
    }

    @Test
    void avrosReaderReadsWhatWasWritten() {
        Schema schema = SchemaBuilder.record("Any")
                .fields()
                .requiredString("text")
                .requiredBytes("bytes")
                .optionalDouble("number")
                .name("list")
                .type()
                .array()
                .items()
                .longType()
                .noDefault()
                .name("map")
                .type()
                .map()
                .values()
                .stringType()
                .noDefault()
                .name("kind")
                .type()
                .enumeration("Kind")
                .symbols("A", "B")
                .noDefault()
                .endRecord();
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            GenericRecord given = new GenericData.Record(schema);
            given.put("text", new Utf8("t" + new String(bytes, StandardCharsets.ISO_8859_1)));
            given.put("bytes", ByteBuffer.wrap(bytes));
            given.put("number", random.nextBoolean() ? null : random.nextDouble());
            given.put("list", List.of(random.nextLong(), random.nextLong()));
            given.put("map", Map.of(new Utf8("k"), new Utf8("v" + random.nextInt())));
            given.put(
                    "kind",
                    new GenericData.EnumSymbol(schema.getField("kind").schema(), random.nextBoolean() ? "A" : "B"));

            assertThat(Schemas.decode(schema, wire.bytes("t", given)))
                    .as("-Dkurier.seed=%d", SEED)
                    .isEqualTo(given);
        }
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void saysWhatCanBeSentInPlaceOfAnObjectWithoutASchema() {
        assertThatThrownBy(() -> wire.bytes("t", List.of(1)))
                .hasMessageContainingAll("has no Avro schema", "GenericRecord", "ByteBuffer");
        assertThat(registry.requests()).isEmpty();
    }

    private String hex(Object object) {
        return HexFormat.of().formatHex(wire.bytes("t", object));
    }
}
