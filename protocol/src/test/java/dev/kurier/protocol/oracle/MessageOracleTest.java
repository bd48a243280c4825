package dev.kurier.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.oracle.MessageCase.Versioned;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageOracleTest {
    private static final int RUNS = 30;

    static Stream<Versioned<?>> everyMessageInEveryVersion() {
        return MessageCases.allVersions();
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void writesTheSameBytesAsKafkaClients(Versioned<T> message) {
        for (int run = 0; run < RUNS; run++) {
            T ours = message.draw(new RandomValues(message.seed(run)));
            assertThat(message.write(ours))
                    .as("%s, run %d of -Dkurier.seed=%d: %s", message, run, RandomValues.RUN_SEED, ours)
                    .isEqualTo(message.writeByKafka(message.toKafka(ours)));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void readsTheSameValuesAsKafkaClients(Versioned<T> message) {
        for (int run = 0; run < RUNS; run++) {
            T drawn = message.draw(new RandomValues(message.seed(run)));
            byte[] bytes = message.writeByKafka(message.toKafka(drawn));

            T ours = message.read(WireReader.strict(ByteBuffer.wrap(bytes)));

            assertThat(message.toKafka(ours))
                    .as("%s, run %d of -Dkurier.seed=%d: %s", message, run, RandomValues.RUN_SEED, ours)
                    .isEqualTo(message.readByKafka(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMessageInEveryVersion")
    <T> void skipsTagsOfNewerPeers(Versioned<T> message) {
        if (!message.message().api().isFlexible(message.version())) {
            return;
        }
        T drawn = message.draw(new RandomValues(message.seed(0)));
        Message theirs = message.toKafka(drawn);
        byte[] without = message.writeByKafka(theirs);
        theirs.unknownTaggedFields().add(new RawTaggedField(1000, new byte[200]));
        theirs.unknownTaggedFields().add(new RawTaggedField(70_000, new byte[0]));
        byte[] with = message.writeByKafka(theirs);

        T read = message.read(WireReader.lenient(ByteBuffer.wrap(with)));

        assertThat(with).as(message.toString()).hasSizeGreaterThan(without.length);
        assertThat(read).isEqualTo(message.read(WireReader.lenient(ByteBuffer.wrap(without))));
    }

    @Test
    void coversBothMessagesOfEveryApi() {
        for (ApiKey api : ApiKey.values()) {
            List<String> names = MessageCases.ALL.stream()
                    .filter(message -> message.api() == api)
                    .map(MessageCase::name)
                    .toList();
            assertThat(names)
                    .as(api.name())
                    .hasSize(2)
                    .anyMatch(name -> name.endsWith("Request"))
                    .anyMatch(name -> name.endsWith("Response"));
        }
    }
}
