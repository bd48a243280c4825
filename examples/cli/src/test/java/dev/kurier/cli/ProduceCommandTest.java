package dev.kurier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProduceCommandTest {
    private StubServer stub;

    @BeforeEach
    void startStub() {
        stub = StubCluster.builder().topic("t", 1).topic("wide", 4).start();
    }

    @AfterEach
    void stopStub() {
        stub.close();
    }

    @Test
    void makesARecordOfEveryLineAndSaysWhereItIs() {
        CommandRun run = produce("a\nb\n", "-t", "t");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("t-0@0", "t-0@1");
        assertThat(run.err()).contains("2 acknowledged, 0 failed");
        assertThat(records("t"))
                .extracting(StoredRecord::keyText, StoredRecord::valueText)
                .containsExactly(tuple(null, "a"), tuple(null, "b"));
    }

    @Test
    void keepsEmptyLinesAndALastLineWithoutAnEnd() {
        produce("a\n\r\n\nlast", "-t", "t");

        assertThat(records("t")).extracting(StoredRecord::valueText).containsExactly("a", "", "", "last");
    }

    @Test
    void sendsNothingAndCreatesNoTopicWithoutInput() {
        CommandRun run = produce("", "-t", "unheard-of");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("0 acknowledged, 0 failed");
        assertThat(produce("a", "-t", "unheard-of").out()).containsExactly("unheard-of-0@0");
    }

    @Test
    void takesOneKeyHeadersAndThePartitionForAllRecords() {
        CommandRun run = produce("a\nb", "-t", "wide", "-k", "seoul", "-p", "2", "-H", "n=1", "-H", "n=2=3");

        assertThat(run.out()).containsExactly("wide-2@0", "wide-2@1");
        assertThat(records("wide")).allSatisfy(record -> {
            assertThat(record.keyText()).isEqualTo("seoul");
            assertThat(record.headers()).extracting(StoredRecord.Header::name).containsExactly("n", "n");
            assertThat(record.headers())
                    .extracting(
                            header -> UTF_8.decode(header.value().duplicate()).toString())
                    .containsExactly("1", "2=3");
        });
    }

    @Test
    void splitsKeyAndValueAtTheFirstSeparator() {
        produce("k1\tv1\nk2\tv\t2\n\tempty", "-t", "t", "-K", "\\t");

        assertThat(records("t"))
                .extracting(StoredRecord::keyText, StoredRecord::valueText)
                .containsExactly(tuple("k1", "v1"), tuple("k2", "v\t2"), tuple("", "empty"));
    }

    @Test
    void failsALineWithoutTheSeparatorAndSendsTheOthers() {
        CommandRun run = produce("k:a\nsecret\nk:b", "-t", "t", "-K", ":");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsExactly("t-0@0", "t-0@1");
        assertThat(run.err())
                .contains("line 2: ", "no separator", "2 acknowledged, 1 failed")
                .doesNotContain("secret");
    }

    @Test
    void givesEachSerializerTheTypeItWants() {
        produce("7:1.5", "-t", "t", "-K", ":", "--key-serializer", "long", "--value-serializer", "double");

        StoredRecord record = records("t").get(0);
        assertThat(record.key()).isEqualTo(ByteBuffer.allocate(8).putLong(7).flip());
        assertThat(record.value())
                .isEqualTo(ByteBuffer.allocate(8).putDouble(1.5).flip());
    }

    @Test
    void leavesAByteOrderMarkOutOfTheFirstKeyUnlessEveryByteCounts() {
        produce("\uFEFFk:v\n", "-t", "t", "-K", ":");
        produce("\uFEFFk:v\n", "-t", "t", "-K", ":", "--key-serializer", "bytes");
        produce("\uFEFF7\n", "-t", "t", "--value-serializer", "integer", "--key-serializer", "bytes");

        assertThat(records("t")).extracting(StoredRecord::keyText).containsExactly("k", "\uFEFFk", null);
    }

    @Test
    void passesAnyBytesThroughUnchanged() {
        byte[] notUtf8 = {(byte) 0xff, 0, 'x', '\n'};

        CommandRun refused = CommandRun.withInput(notUtf8, with("-t", "t"));
        CommandRun taken = CommandRun.withInput(notUtf8, with("-t", "t", "--value-serializer", "bytes"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("line 1: ", "not text in UTF-8");
        assertThat(taken.exitCode()).isZero();
        assertThat(records("t"))
                .extracting(StoredRecord::value)
                .containsExactly(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0, 'x'}));
    }

    @Test
    void deletesKeysWithTheVoidSerializer() {
        produce("old:\n", "-t", "t", "-K", ":", "--value-serializer", "void");

        assertThat(records("t"))
                .extracting(StoredRecord::keyText, StoredRecord::value)
                .containsExactly(tuple("old", null));
    }

    @Test
    void readsAKafkaUsersPropertiesAndLetsOptionsOverrideThem(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("producer.properties");
        Files.writeString(file, """
                bootstrap.servers=127.0.0.1:1
                key.serializer=org.apache.kafka.common.serialization.LongSerializer
                value.serializer=org.apache.kafka.common.serialization.IntegerSerializer
                acks=all
                """);

        CommandRun run =
                produce("258", "-t", "t", "-k", "1", "--config", file.toString(), "-X", "value.serializer=short");

        assertThat(run.exitCode()).as(run.err()).isZero();
        StoredRecord record = records("t").get(0);
        assertThat(record.key()).isEqualTo(ByteBuffer.allocate(8).putLong(1).flip());
        assertThat(record.value()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void writesOneJsonObjectPerResultWithTheStageTimes() {
        CommandRun run = produce("a\nb", "-t", "t", "--json");

        List<JsonNode> results =
                run.out().stream().map(new JsonMapper()::readTree).toList();
        assertThat(results).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode result = results.get(i);
            assertThat(result.get("line").asInt()).isEqualTo(i + 1);
            assertThat(result.get("topic").asString()).isEqualTo("t");
            assertThat(result.get("partition").asInt()).isZero();
            assertThat(result.get("offset").asLong()).isEqualTo(i);
            assertThat(result.get("timestamp").asLong())
                    .isEqualTo(records("t").get(i).timestampMs());
            JsonNode ms = result.get("ms");
            double parts = List.of("blocked", "serialized", "batching", "waiting", "inFlight").stream()
                    .mapToDouble(stage -> ms.get(stage).asDouble())
                    .sum();
            assertThat(Math.round(parts * 1000))
                    .isEqualTo(Math.round(ms.get("total").asDouble() * 1000));
        }
    }

    @Test
    void writesResultsInTheOrderOfTheLinesWhateverThePartition() {
        String input = String.join(
                "\n",
                IntStream.range(0, 1000).mapToObj(i -> "key" + i + ":" + i).toList());

        CommandRun run = produce(input, "-t", "wide", "-K", ":");

        List<StoredRecord> records = records("wide");
        assertThat(run.out()).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            String value = Integer.toString(i);
            StoredRecord record = records.stream()
                    .filter(r -> value.equals(r.valueText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(run.out().get(i)).isEqualTo("wide-" + record.partition() + "@" + record.offset());
        }
    }

    @Test
    void acknowledgesWithoutAnOffsetWhenNoAnswerIsAskedFor() {
        CommandRun run = produce("a", "-t", "t", "-X", "acks=0", "-X", "enable.idempotence=false");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsExactly("t-0@?");
    }

    @Test
    void startsAStubOfItsOwnAndSaysThatTheRecordsVanish() {
        CommandRun run = CommandRun.withInput("a\n", "produce", "-t", "t");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("t-0@0");
        assertThat(run.err()).contains("vanish");
    }

    private CommandRun produce(String input, String... args) {
        return CommandRun.withInput(input, with(args));
    }

    private String[] with(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "produce";
        all[1] = "-b";
        all[2] = stub.bootstrapServers();
        System.arraycopy(args, 0, all, 3, args.length);
        return all;
    }

    private List<StoredRecord> records(String topic) {
        return stub.cluster().records(topic);
    }
}
