package dev.kurier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.cli.console.Console;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command; one that is not refused as it should be would run for ever. */
@Timeout(20)
class StubCommandTest {
    @Test
    void printsAddressesThatRecordsCanBeProducedTo() throws Exception {
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Thread stub = new Thread(
                    () -> ended.complete(Commands.in(console).execute("stub", "--port", "0", "--brokers", "2")));
            stub.start();
            String addresses = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)).readLine();

            assertThat(addresses).matches("127\\.0\\.0\\.1:\\d+,127\\.0\\.0\\.1:\\d+");
            assertThat(CommandRun.withInput("a\n", "produce", "-t", "t", "-b", addresses)
                            .out())
                    .containsExactly("t-0@0");

            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    @Test
    void answersAsTheReleaseThatIsAskedFor() throws Exception {
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Thread stub = new Thread(
                    () -> ended.complete(Commands.in(console).execute("stub", "--port", "0", "--emulate", "2.8.2")));
            stub.start();
            String address = firstLine(printed);

            try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.split(":")[1]))) {
                // ApiVersions 4, correlation id 7: too new for 2.8
                socket.getOutputStream().write(HexFormat.of().parseHex("00000008" + "0012" + "0004" + "00000007"));
                byte[] answer = new byte[20];
                new DataInputStream(socket.getInputStream()).readFully(answer);

                assertThat(HexFormat.of().formatHex(answer))
                        .isEqualTo("00000010" + "00000007" + "0023" + "00000001" + "0012" + "0000" + "0003");
            }
            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    @ParameterizedTest
    @CsvSource({"--seed=1, 4", "--strict, -1"})
    void hangsUpOnBytesBehindARequestOnlyIfItIsAskedTo(String option, int firstByte) throws Exception {
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Thread stub = new Thread(() -> ended.complete(Commands.in(console).execute("stub", "--port", "0", option)));
            stub.start();
            String address = firstLine(printed);

            try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(address.split(":")[1]))) {
                // Metadata 1 of no topics, correlation id 0x04000000, no client id, and three bytes more
                socket.getOutputStream()
                        .write(HexFormat.of()
                                .parseHex("00000011" + "0003" + "0001" + "04000000" + "ffff" + "00000000" + "000000"));
                socket.getInputStream().skipNBytes(firstByte < 0 ? 0 : Integer.BYTES);

                assertThat(socket.getInputStream().read()).isEqualTo(firstByte);
            }
            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    @ParameterizedTest
    @CsvSource({"--racks=a+b, -1", "--racks=a+b --rack-aware, 2"})
    void sendsConsumersToAReplicaInTheirRackIfItIsAskedTo(String options, int preferred) throws Exception {
        String[] words = ("stub --port=0 --brokers=2 --topic=t:1 " + options.replace('+', ',')).split(" ");
        try (PipedInputStream printed = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(
                    InputStream.nullInputStream(),
                    out,
                    new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Thread stub = new Thread(() -> ended.complete(Commands.in(console).execute(words)));
            stub.start();
            String first = firstLine(printed).split(",")[0];

            try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(first.split(":")[1]))) {
                assertThat(preferredReplica(socket, "b")).isEqualTo(preferred);
            }
            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    /** Asks for the topic t, as a consumer in that rack. */
    private static int preferredReplica(Socket socket, String rack) throws IOException {
        short version = 11;
        FetchRequest.Topic topic =
                new FetchRequest.Topic("t", Uuid.ZERO, List.of(FetchRequest.Partition.of(0, 0, 1000)));
        WireWriter request = new WireWriter();
        new RequestHeader(ApiKey.FETCH.id(), version, 1, "test").write(request);
        new FetchRequest(
                        null,
                        FetchRequest.Replica.CONSUMER,
                        0,
                        0,
                        1000,
                        (byte) 0,
                        0,
                        -1,
                        List.of(topic),
                        List.of(),
                        rack)
                .write(request, version);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] bytes = request.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        WireReader answer = WireReader.strict(ByteBuffer.wrap(in.readNBytes(in.readInt())));
        assertThat(ResponseHeader.read(answer, ApiKey.FETCH, version).correlationId())
                .isEqualTo(1);
        return FetchResponse.read(answer, version)
                .topics()
                .get(0)
                .partitions()
                .get(0)
                .preferredReadReplica();
    }

    @Test
    void refusesRacksThatMakeNoSense() {
        assertThat(CommandRun.of("stub", "--port=0", "--brokers=2", "--racks=a").err())
                .contains("--racks=a must be one for each of --brokers=2");
        assertThat(CommandRun.of("stub", "--port=0", "--rack-aware").err()).contains("--rack-aware needs --racks");
    }

    @Test
    void namesTheReleasesThatItCanEmulate() {
        CommandRun run = CommandRun.of("stub", "--port=0", "--emulate=3.5");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--emulate: release=3.5 can't be emulated; known are 2.8, 3.9, 4.0, 4.4");
    }

    @Test
    void createsTopicsPlaysAScenarioAndSaysWhereItIsControlled(@TempDir Path directory) throws Exception {
        Path scenario = Files.writeString(directory.resolve("scenario.json"), """
                {"topics": [{"name": "parcels", "partitions": 2}],
                 "faults": [{"api": "metadata", "topic": "orders", "fail": "topic-authorization-failed"}]}
                """);
        String[] words = {
            "stub",
            "--port=0",
            "--topic=orders:3",
            "--control-port=0",
            "--listen=127.0.0.2",
            "--advertise=127.0.0.2",
            "--scenario=" + scenario
        };
        try (PipedInputStream printed = new PipedInputStream();
                PipedInputStream told = new PipedInputStream();
                PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(new PipedOutputStream(told), true, StandardCharsets.UTF_8)) {
            CompletableFuture<Integer> ended = new CompletableFuture<>();
            Console console = new Console(InputStream.nullInputStream(), out, err);
            Thread stub = new Thread(() -> ended.complete(Commands.in(console).execute(words)));
            stub.setDaemon(true);
            stub.start();
            String address = firstLine(printed);

            assertThat(firstLine(told)).matches("control: http://127\\.0\\.0\\.2:\\d+");
            assertThat(address).startsWith("127.0.0.2:");
            assertThat(CommandRun.withInput(
                                    "a\n",
                                    "produce",
                                    "-t",
                                    "parcels",
                                    "-p",
                                    "1",
                                    "-b",
                                    address,
                                    "-X",
                                    "max.block.ms=5000")
                            .out())
                    .containsExactly("parcels-1@0");
            assertThat(CommandRun.withInput("a\n", "produce", "-t", "orders", "-b", address)
                            .err())
                    .contains("orders")
                    .contains("TOPIC_AUTHORIZATION_FAILED");

            stub.interrupt();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }

    @Test
    void refusesAScenarioThatIsNone(@TempDir Path directory) throws IOException {
        Path scenario = Files.writeString(directory.resolve("s.json"), "{\"faults\": [{\"apy\": \"produce\"}]}");

        CommandRun run = CommandRun.of("stub", "--port", "0", "--scenario", scenario.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("--scenario=" + scenario, "s.json.faults[0]");
    }

    @Test
    void refusesAMissingScenario() {
        assertThat(CommandRun.of("stub", "--port", "0", "--scenario", "nowhere.json")
                        .exitCode())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders:0         |         | partitions=0 of topic=orders is not allowed: 1 to 10000
            orders:10001     |         | partitions=10001 of topic=orders is not allowed: 1 to 10000
            ..:2             |         | topic name='..' is not 1 to 249 of
            a/b              |         | topic name='a/b' is not 1 to 249 of
            orders:many      |         | topic='orders:many' is not NAME or NAME:PARTITIONS
            orders:2         | orders:3 | topic=orders exists
            a.b              | a_b     | topic=a_b collides with topic=a.b
            """)
    void refusesTopicsThatABrokerWouldRefuse(String topic, @Nullable String another, String message) {
        List<String> words = new ArrayList<>(List.of("stub", "--port", "0", "--topic", topic));
        words.addAll(another == null ? List.of() : List.of("--topic", another));

        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --listen=0.0.0.0     | --brokers=1       | advertise the host that
            --listen=a/b         | --brokers=1       | host='a/b' is neither a name nor an address
            --advertise=a:0      | --brokers=1       | port=0 of 'a:0' is not allowed: 1 to 65535
            --advertise=a,b,c    | --brokers=2       | neither one host for all brokers nor one for each of brokers=2
            """)
    void refusesAddressesThatClientsCouldNotUse(String address, String brokers, String message) {
        CommandRun run = CommandRun.of("stub", "--port=0", address, brokers);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = CommandRun.of("stub", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("--port=" + taken.getLocalPort()).contains("0 for a free one");
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThat(CommandRun.of("stub", "--brokers", "0").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("stub", "--port", "65536").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("stub", "--port", "65535", "--brokers", "2").err())
                .contains("--port=65535");
    }
}
