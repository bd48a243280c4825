package dev.kurier.plugin.avro;

import dev.kurier.api.spi.BytesSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of one schema in Confluent's wire format: a zero, the schema's id in four bytes, Avro's binary encoding.
 *
 * <p>Bytes on their own follow the id as they are, without Avro's length before them: the format makes this exception.
 * Immutable; may be used from any thread.
 */
final class WireSchema {
    private static final byte MAGIC = 0;

    private final int id;
    private final Schema own;
    private final @Nullable Schema registered;
    private final DatumWriter<Object> generic;

    private WireSchema(int id, Schema own, @Nullable Schema registered) {
        this.id = id;
        this.own = own;
        this.registered = registered;
        this.generic = new GenericDatumWriter<>(own, AvroTypes.GENERIC);
    }

    /** Writes objects of the schema as they are. */
    static WireSchema of(int id, Schema schema) {
        return new WireSchema(id, schema, null);
    }

    /** Writes objects of one schema as if they were of another one that can read them: fields by name, defaults for new ones. */
    static WireSchema converting(int id, Schema own, Schema registered) {
        return new WireSchema(id, own, registered);
    }

    int id() {
        return id;
    }

    /** Writes the object, which must be of the schema. */
    void write(Object object, BytesSink sink) {
        write(object, sink, this::encode);
    }

    /** Writes an object of the schema that Avro's library knows only in another copy. */
    void write(Object object, BytesSink sink, Encoding encoding) {
        sink.put(MAGIC);
        sink.putInt(id);
        try {
            Schema other = registered;
            if (other != null) {
                writeAs(other, object, sink, encoding);
            } else if (own.getType() == Schema.Type.BYTES) {
                writePlain(object, sink);
            } else {
                encoding.encode(object, sink.asStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void encode(Object object, OutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        DatumWriter<Object> writer = object instanceof SpecificRecord record
                ? new SpecificDatumWriter<>(own, AvroTypes.of(record))
                : generic;
        writer.write(object, encoder);
        encoder.flush();
    }

    /** Resolves as a reader of the other schema would: by position, as Avro's writers do, fields would get mixed up. */
    private void writeAs(Schema other, Object object, BytesSink sink, Encoding encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        encoding.encode(object, bytes);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        Object converted = new GenericDatumReader<>(own, other, AvroTypes.PLAIN).read(null, decoder);
        if (other.getType() == Schema.Type.BYTES) {
            writePlain(converted, sink);
            return;
        }
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(sink.asStream(), null);
        new GenericDatumWriter<>(other, AvroTypes.PLAIN).write(converted, encoder);
        encoder.flush();
    }

    private static void writePlain(Object bytes, BytesSink sink) {
        if (bytes instanceof byte[] array) {
            sink.put(array);
        } else {
            sink.put((ByteBuffer) bytes);
        }
    }
}
