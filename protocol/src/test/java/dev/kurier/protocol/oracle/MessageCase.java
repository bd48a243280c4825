package dev.kurier.protocol.oracle;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.Readable;

/**
 * Ties one of our messages to its twin in kafka-clients.
 *
 * @param generator draws a message that the version can express
 * @param toKafka makes the twin with the same values
 */
record MessageCase<T>(
        String name,
        ApiKey api,
        Generator<T> generator,
        Reader<T> reader,
        Writer<T> writer,
        ToKafka<T> toKafka,
        KafkaReader kafkaReader) {

    /** One message in one version. */
    record Versioned<T>(MessageCase<T> message, short version) {
        T draw(RandomValues values) {
            return message.generator.draw(values, version);
        }

        byte[] write(T ours) {
            WireWriter out = new WireWriter(8);
            message.writer.write(ours, out, version);
            return out.toByteArray();
        }

        T read(WireReader in) {
            return message.reader.read(in, version);
        }

        Message toKafka(T ours) {
            return message.toKafka.convert(ours, version);
        }

        byte[] writeByKafka(Message theirs) {
            ByteBuffer buffer =
                    MessageUtil.toByteBufferAccessor(theirs, version).buffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        Message readByKafka(byte[] bytes) {
            return message.kafkaReader.read(new ByteBufferAccessor(ByteBuffer.wrap(bytes)), version);
        }

        /** Makes the seed of one run from that of all. */
        long seed(int run) {
            return RandomValues.RUN_SEED + 31L * toString().hashCode() + run;
        }

        @Override
        public String toString() {
            return message.name + " v" + version;
        }
    }

    Stream<Versioned<T>> versions() {
        return IntStream.rangeClosed(api.oldestVersion(), api.newestVersion())
                .mapToObj(version -> new Versioned<>(this, (short) version));
    }

    interface Generator<T> {
        T draw(RandomValues values, short version);
    }

    interface Reader<T> {
        T read(WireReader in, short version);
    }

    interface Writer<T> {
        void write(T message, WireWriter out, short version);
    }

    interface ToKafka<T> {
        Message convert(T message, short version);
    }

    interface KafkaReader {
        Message read(Readable in, short version);
    }
}
