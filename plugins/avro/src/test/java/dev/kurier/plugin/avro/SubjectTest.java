package dev.kurier.plugin.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.plugin.avro.registry.RegistryException;
import dev.kurier.plugin.avro.registry.RegistryTime;
import dev.kurier.plugin.avro.stub.SchemaRegistryStub;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at which subject and which of its versions a record is written with. */
class SubjectTest {
    private static final Schema REORDERED = SchemaBuilder.record("Order")
            .namespace("com.example")
            .fields()
            .name("note")
            .type()
            .stringType()
            .stringDefault("none")
            .requiredLong("cents")
            .requiredString("id")
            .endRecord();

    private final SchemaRegistryStub registry = SchemaRegistryStub.start();

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "topic, false, a b-value",
        "topic, true, a b-key",
        "record, false, com.example.Order",
        "topic-record, true, a b-com.example.Order",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, false, a b-com.example.Order",
        "RecordNameStrategy, false, com.example.Order"
    })
    void namesTheSubject(String strategy, boolean isKey, String subject) {
        Wire wire = new Wire(isKey, RegistryTime.SYSTEM, Wire.map(registry.url(), "subject.name.strategy", strategy));

        wire.bytes("a b", Schemas.order("x", 1));

        assertThat(registry.subjects()).containsExactly(subject);
        // A plus is a space in a form, not in a path.
        assertThat(registry.requests().get(0).path())
                .isEqualTo("/subjects/" + subject.replace(" ", "%20") + "/versions");
    }

    @Test
    void refusesAPrimitiveWhereTheNameOfARecordIsNeeded() {
        Wire wire = Wire.of(registry.url(), "subject.name.strategy", "topic-record");

        assertThatThrownBy(() -> wire.bytes("t", "text"))
                .hasMessage("subject.name.strategy=topic-record needs a record, for its name, but the schema is string."
                        + " Send records, or set it to topic.");
    }

    @Test
    void refusesAnUnknownStrategy() {
        assertThatThrownBy(() -> Wire.of(registry.url(), "subject.name.strategy", "per-topic"))
                .hasMessageContainingAll("subject.name.strategy=per-topic", "topic, record, topic-record");
    }

    @Test
    void findsARegisteredSchemaWithoutRegisteringIt() {
        registry.firstId(7);
        registry.register("t-value", Schemas.ORDER);
        Wire wire = Wire.of(registry.url(), "auto.register.schemas", "false");

        assertThat(wire.bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 7);
        assertThatThrownBy(() -> wire.bytes("other", Schemas.order("x", 1)))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry " + registry.url() + " answered looking up a schema under"
                        + " subject=other-value with status=404 error_code=40401 (Subject 'other-value' not found.)."
                        + " Register the schema under this subject, or set auto.register.schemas=true; if the path is"
                        + " unknown, correct schema.registry.url.")
                .satisfies(e -> assertThat(((RegistryException) e).errorCode()).isEqualTo(40401));
        assertThatThrownBy(() -> wire.bytes("t", "text")).hasMessageContaining("error_code=40403");
        assertThat(registry.subjects()).containsExactly("t-value");
    }

    @Test
    void letsTheRegistryNormalizeIfToldTo() {
        Schema documented = new Schema.Parser()
                .parse(Schemas.ORDER.toString().replace("\"fields\"", "\"doc\":\"An order.\",\"fields\""));
        registry.register("t-value", documented);

        assertThat(Wire.of(registry.url(), "normalize.schemas", "true").bytes("t", Schemas.order("x", 1))[4])
                .isEqualTo((byte) 1);
        assertThat(registry.requests().get(0).path()).isEqualTo("/subjects/t-value/versions?normalize=true");
        assertThat(Wire.of(registry.url()).bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 2);
    }

    @Test
    void writesAsTheLatestVersionByTheNamesOfFieldsNotTheirPlaces() {
        registry.register("t-value", Schemas.ORDER);
        registry.register("t-value", REORDERED);
        Wire wire = latest();

        byte[] bytes = wire.bytes("t", Schemas.order("abc", 150));

        assertThat(bytes[4]).isEqualTo((byte) 2);
        GenericRecord read = (GenericRecord) Schemas.decode(REORDERED, bytes);
        assertThat(read.get("id")).hasToString("abc");
        assertThat(read.get("cents")).isEqualTo(150L);
        assertThat(read.get("note")).hasToString("none");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void refusesObjectsThatTheLatestVersionCantRead() {
        registry.register(
                "t-value",
                SchemaBuilder.record("Order")
                        .namespace("com.example")
                        .fields()
                        .requiredString("customer")
                        .endRecord());

        assertThatThrownBy(() -> latest().bytes("t", Schemas.order("abc", 150)))
                .hasMessageContainingAll(
                        "com.example.Order",
                        "subject=t-value",
                        "id=1",
                        "READER_FIELD_MISSING_DEFAULT_VALUE",
                        "customer");
    }

    @Test
    void saysThatLatestAndRegisteringContradictEachOther() {
        assertThatThrownBy(() -> Wire.of(registry.url(), "use.latest.version", "true"))
                .hasMessageContaining("set auto.register.schemas=false to write with the latest version");
    }

    @Test
    void asksForTheLatestVersionAgainWhenItIsOldAndKeepsItThroughAnOutage() {
        FakeTime time = new FakeTime();
        registry.register("t-value", Schemas.ORDER);
        Wire wire = new Wire(
                false,
                time,
                Wire.map(
                        registry.url(),
                        "auto.register.schemas",
                        "false",
                        "use.latest.version",
                        "true",
                        "latest.cache.ttl.sec",
                        "60"));
        assertThat(wire.bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 1);
        registry.register("t-value", REORDERED);
        time.advanceSeconds(59);
        assertThat(wire.bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 1);
        time.advanceSeconds(1);
        assertThat(wire.bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 2);
        registry.failAlways(503);
        time.advanceSeconds(60);
        assertThat(wire.bytes("t", Schemas.order("x", 1))[4]).isEqualTo((byte) 2);
    }

    private Wire latest() {
        return Wire.of(registry.url(), "auto.register.schemas", "false", "use.latest.version", "true");
    }
}
