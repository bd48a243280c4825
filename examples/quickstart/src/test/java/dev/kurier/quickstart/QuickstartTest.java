package dev.kurier.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S11: the three ways of sending, each as its own program. */
class QuickstartTest {
    private interface Program {
        void run(String... args) throws Exception;
    }

    @Test
    void fireAndForgetSendsTenRecordsAndLosesNone() throws Exception {
        try (StubServer stub = stub()) {
            assertThat(outputOf(FireAndForget::main, stub))
                    .containsExactly("10 records sent, no delivery looked at; close had to give up none");

            assertThat(stub.cluster().records("parcels"))
                    .extracting(StoredRecord::valueText)
                    .containsExactlyInAnyOrderElementsOf(numbered("parcel "));
        }
    }

    @Test
    void synchronousPrintsWhereEachRecordIsBeforeItSendsTheNext() throws Exception {
        try (StubServer stub = stub()) {
            List<String> printed = outputOf(Synchronous::main, stub);

            assertThat(printed)
                    .hasSize(3)
                    .containsExactlyInAnyOrderElementsOf(stub.cluster().records("parcels").stream()
                            .map(r -> r.keyText() + " is written: parcels-" + r.partition() + "@" + r.offset())
                            .toList());
            assertThat(printed.get(0)).startsWith("Berlin");
        }
    }

    @Test
    void synchronousPrintsTheRefusalOfOneRecordAndSendsTheRest() throws Exception {
        try (StubServer stub = stub()) {
            stub.cluster().next(ApiKey.PRODUCE).fail(ErrorCode.TOPIC_AUTHORIZATION_FAILED);

            List<String> printed = outputOf(Synchronous::main, stub);

            assertThat(printed.get(0))
                    .startsWith("Berlin is not known to be written: ")
                    .contains("NOT_PERSISTED");
            assertThat(printed.subList(1, 3)).allMatch(line -> line.contains(" is written: parcels-"));
        }
    }

    @Test
    void asynchronousHearsOfEveryRecord() throws Exception {
        try (StubServer stub = stub()) {
            List<String> printed = outputOf(Asynchronous::main, stub);

            assertThat(printed).contains("all sent, none waited for").endsWith("10 written, 0 failed");
            assertThat(printed)
                    .filteredOn(line -> line.startsWith("written: "))
                    .containsExactlyInAnyOrderElementsOf(stub.cluster().records("parcels").stream()
                            .sorted(Comparator.comparingLong(StoredRecord::offset))
                            .map(r -> "written: parcels-" + r.partition() + "@" + r.offset())
                            .toList());
        }
    }

    @Test
    void eachRunsWithoutAnyClusterOnAStubOfItsOwn() throws Exception {
        assertThat(outputOf(FireAndForget::main, null)).last().asString().contains("give up none");
        assertThat(outputOf(Synchronous::main, null)).hasSize(3).allMatch(line -> line.contains("is written"));
        assertThat(outputOf(Asynchronous::main, null)).endsWith("10 written, 0 failed");
    }

    @Test
    void refusesArgumentsItDoesNotUnderstand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Synchronous.main(new String[] {"--bootstrap", "localhost:9092"}))
                .withMessageContaining("--bootstrap localhost:9092")
                .withMessageContaining("--bootstrap-server HOST:PORT");
    }

    private static StubServer stub() {
        return StubCluster.builder().brokers(3).topic("parcels", 3).start();
    }

    private static List<String> numbered(String prefix) {
        return IntStream.range(0, 10).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> outputOf(Program program, StubServer stub) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            if (stub == null) {
                program.run();
            } else {
                program.run("--bootstrap-server", stub.bootstrapServers());
            }
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
