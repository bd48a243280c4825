package dev.kurier.brokerstub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kurier.brokerstub.recording.EntryKind;
import dev.kurier.brokerstub.recording.RecordedEntry;
import dev.kurier.brokerstub.recording.Recorder;
import dev.kurier.brokerstub.recording.Recording;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    private Path directory;

    @Test
    void goesOnWhenAnInterruptedThreadTouchesTheCluster() throws IOException {
        Path file = directory.resolve("interrupted.rec");
        StubCluster cluster =
                StubCluster.builder().brokers(2).topic("t", 1).record(file).build();
        TestClient client = new TestClient(cluster, 1).at(5_000);
        TestClient other = new TestClient(cluster, 2).at(5_000);
        Thread.currentThread().interrupt();
        client.produce("t", 0, Batches.plain("a"));
        cluster.broker(2).kill();
        assertThat(Thread.interrupted()).as("the flag is left as it was").isTrue();

        client.produce("t", 0, Batches.plain("b".repeat(200_000)));
        cluster.stopRecording();

        Recording recording = Recording.read(file);
        assertThat(other.connection().isClosed()).isTrue();
        assertThat(recording.end()).isEqualTo("the cluster was closed");
        assertThat(recording.requests()).hasSize(2);
        assertThat(recording.unreadableBytes()).isZero();
    }

    @Test
    void holdsTheFramesOfBothDirectionsWithWhoAndWhen() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster =
                StubCluster.builder().brokers(2).topic("t", 1).record(file).build();
        TestClient client = new TestClient(cluster, 1).at(5_000);
        client.ask(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write, MetadataResponse::read);
        client.at(7_000).produce("t", 0, Batches.plain("a"));
        client.connection().close();
        cluster.stopRecording();

        Recording recording = Recording.read(file);

        assertThat(recording.end()).isEqualTo("the cluster was closed");
        assertThat(recording.unreadableBytes()).isZero();
        assertThat(recording.head())
                .containsEntry("cluster", "kurier-broker-stub-000")
                .containsEntry("brokers", "2");
        assertThat(recording.entries())
                .extracting(
                        RecordedEntry::kind,
                        RecordedEntry::connectionId,
                        RecordedEntry::brokerId,
                        entry -> entry.timeNs())
                .containsExactly(
                        tuple(EntryKind.OPENED, 1L, 1, 0L),
                        tuple(EntryKind.REQUEST, 1L, 1, 5_000L),
                        tuple(EntryKind.ANSWER, 1L, 1, 5_000L),
                        tuple(EntryKind.REQUEST, 1L, 1, 7_000L),
                        tuple(EntryKind.ANSWER, 1L, 1, 7_000L),
                        tuple(EntryKind.CLOSED, 1L, 1, 7_000L));
        assertThat(recording.entries().get(0).text()).isEqualTo("memory");
        assertThat(recording.entries().get(5).text()).isEqualTo("client");
    }

    @Test
    void aRequestThatOutlivesItsConnectionIsNoConnectionOfItsOwn() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).record(file).build();
        cluster.next(ApiKey.PRODUCE).applyLateOutOfOrder(Duration.ofMillis(50));
        new TestClient(cluster, 1)
                .send(ApiKey.PRODUCE, 9, TestClient.produceRequest("t", 0, Batches.plain("a"), -1)::write);
        cluster.tick(50_000_000);
        assertThat(cluster.records("t")).hasSize(1);

        assertThat(Recording.read(file).entries())
                .extracting(RecordedEntry::kind)
                .containsExactly(EntryKind.OPENED, EntryKind.REQUEST, EntryKind.CLOSED);
    }

    @Test
    void decodesHeadersAndBodiesOfRequestsAndAnswers() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).record(file).build();
        ProduceResponse.Partition answered = new TestClient(cluster, 1).produce("t", 0, Batches.plain("a"));

        Recording recording = Recording.read(file);
        RecordedEntry request = recording.requests().get(0);
        RecordedEntry answer = recording.entries().get(2);

        assertThat(request.api()).isEqualTo(ApiKey.PRODUCE);
        assertThat(request.header().clientId()).isEqualTo("test-client");
        assertThat(request.body())
                .isInstanceOfSatisfying(
                        ProduceRequest.class, body -> assertThat(body.acks()).isEqualTo((short) -1));
        assertThat(answer.request()).isEqualTo(request);
        assertThat(answer.header()).isEqualTo(request.header());
        assertThat(answer.body())
                .isInstanceOfSatisfying(
                        ProduceResponse.class,
                        body -> assertThat(body.topics().get(0).partitions()).containsExactly(answered));
    }

    @Test
    void canBeReadWhileItGoesOnAsAfterTheProcessWasKilled() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).record(file).build();
        new TestClient(cluster, 1).produce("t", 0, Batches.plain("a"));

        Recording recording = Recording.read(file);

        assertThat(recording.entries()).hasSize(3);
        assertThat(recording.end()).isNull();
        assertThat(recording.unreadableBytes()).isZero();
    }

    @Test
    void canBeReadUpToTheLastWholeEntryWhereverItIsCutOff() throws IOException {
        byte[] whole = recordSomething(directory.resolve("a.rec"));
        List<RecordedEntry> all = Recording.read(directory.resolve("a.rec")).entries();
        Path cutFile = directory.resolve("cut.rec");
        int head = endOfHead(whole);
        int entries = 0;
        for (int length = head; length < whole.length; length++) {
            Files.write(cutFile, Arrays.copyOf(whole, length));

            Recording cut = Recording.read(cutFile);

            assertThat(cut.end()).isNull();
            assertThat(cut.entries()).isEqualTo(all.subList(0, cut.entries().size()));
            assertThat(cut.entries().size()).isBetween(entries, entries + 1);
            boolean oneMore = cut.entries().size() > entries;
            assertThat(cut.unreadableBytes() == 0).as("cut at " + length).isEqualTo(oneMore || length == head);
            entries = cut.entries().size();
        }
        assertThat(entries).isEqualTo(all.size());
    }

    @Test
    void endsBeforeAnEntryWhoseBytesWereDamaged() throws IOException {
        byte[] bytes = recordSomething(directory.resolve("a.rec"));
        int sizeOfFirst = ByteBuffer.wrap(bytes).getInt(endOfHead(bytes));
        bytes[endOfHead(bytes) + 8 + sizeOfFirst + 40] ^= 1;
        Path damaged = directory.resolve("damaged.rec");
        Files.write(damaged, bytes);

        Recording recording = Recording.read(damaged);

        assertThat(recording.entries()).hasSize(1);
        assertThat(recording.unreadableBytes()).isEqualTo(bytes.length - endOfHead(bytes) - 8 - sizeOfFirst);
        assertThat(recording.end()).isNull();
    }

    @Test
    void skipsKindsOfEntriesAndLinesThatANewerRecorderMayWrite() throws IOException {
        byte[] bytes = recordSomething(directory.resolve("a.rec"));
        int head = endOfHead(bytes);
        ByteBuffer newer = ByteBuffer.allocate(bytes.length + 100);
        newer.put(bytes, 0, head - 1).put("new: line\n\n".getBytes(StandardCharsets.UTF_8));
        ByteBuffer unknown = ByteBuffer.allocate(23)
                .put((byte) 'Z')
                .putLong(1)
                .putInt(1)
                .putLong(0)
                .putShort((short) 9);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(unknown.flip().duplicate());
        newer.putInt(23).put(unknown).putInt((int) crc.getValue()).put(bytes, head, bytes.length - head);
        Path file = directory.resolve("newer.rec");
        Files.write(file, Arrays.copyOf(newer.array(), newer.position()));

        Recording recording = Recording.read(file);

        assertThat(recording.head()).containsEntry("new", "line");
        assertThat(recording.entries())
                .isEqualTo(Recording.read(directory.resolve("a.rec")).entries());
    }

    @Test
    void refusesWhatIsNoRecordingOrOfAnotherVersion() throws IOException {
        for (String text : List.of("", "\n\n", "kurier-recording 2\n\n", "#!/bin/sh\n\n", "kurier-recording 1\n")) {
            Path file = directory.resolve("other");
            Files.writeString(file, text);

            assertThatThrownBy(() -> Recording.read(file))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("kurier-recording 1");
        }
    }

    @Test
    void stopsAtItsLimitAndSaysSoInTheFileAndOutside() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).build();
        Recorder recorder = cluster.record(file, 70_000);
        TestClient client = new TestClient(cluster, 1);
        for (int i = 0; i < 50; i++) {
            client.produce("t", 0, Batches.plain("x".repeat(2_000)));
        }

        Recording recording = Recording.read(file);

        assertThat(Files.size(file)).isBetween(66_000L, 70_000L).isEqualTo(recorder.sizeBytes());
        assertThat(recorder.isRecording()).isFalse();
        assertThat(recorder.endedBecause()).startsWith("full: max-bytes=70000");
        assertThat(recording.end()).isEqualTo(recorder.endedBecause());
        assertThat(recording.requests()).hasSizeBetween(25, 35);
        assertThat(cluster.records("t")).as("goes on").hasSize(50);
        recorder.close();
        assertThat(Files.size(file)).as("closed already").isEqualTo(recorder.sizeBytes());
    }

    @Test
    void beginsAndEndsInTheMiddleAndKnowsTheConnectionsThatAreOpen() throws IOException {
        StubCluster cluster = StubCluster.builder().topic("t", 1).build();
        TestClient before = new TestClient(cluster, 1);
        before.produce("t", 0, Batches.plain("a"));
        Path file = directory.resolve("a.rec");
        try (Recorder recorder = cluster.record(file)) {
            assertThat(recorder.isRecording()).isTrue();
            before.produce("t", 0, Batches.plain("b"));
        }
        before.produce("t", 0, Batches.plain("c"));

        Recording recording = Recording.read(file);

        assertThat(recording.entries())
                .extracting(RecordedEntry::kind)
                .containsExactly(EntryKind.OPENED, EntryKind.REQUEST, EntryKind.ANSWER);
        assertThat(recording.end()).isEqualTo("closed");
    }

    @Test
    void leavesAFileAloneThatExists() throws IOException {
        Path file = directory.resolve("a.rec");
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> StubCluster.builder().record(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("recording=" + file + " exists; choose another name, or delete it first");
        assertThat(file).hasContent("mine");
    }

    @Test
    void holdsTheBytesSentOfAnAnswerThatAFaultShaped() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).record(file).build();
        cluster.next(ApiKey.PRODUCE).truncateReplyAt(9).thenReset();
        TestClient client = new TestClient(cluster, 1);
        ProduceRequest request = TestClient.produceRequest("t", 0, Batches.plain("a"), -1);
        client.send(ApiKey.PRODUCE, 9, request::write);

        List<RecordedEntry> entries = Recording.read(file).entries();

        assertThat(entries.get(2).kind()).isEqualTo(EntryKind.FAULTY_ANSWER);
        assertThat(entries.get(2).bytes().remaining()).isEqualTo(9);
        assertThat(entries.get(2).request()).isEqualTo(entries.get(1));
        assertThat(entries.get(2).body()).isNull();
        assertThat(entries.get(3).text()).isEqualTo("broker-by-reset");
    }

    @Test
    void isTheSameByteForByteForTheSameSeedAndBytes() throws IOException {
        byte[] once = recordSomething(directory.resolve("a.rec"));
        byte[] again = recordSomething(directory.resolve("b.rec"));

        assertThat(once).isEqualTo(again);
    }

    @Test
    void saysWhenAndFromWhereOnASocket() throws IOException {
        Path file = directory.resolve("a.rec");
        long beforeMs = System.currentTimeMillis();
        try (StubServer server = StubCluster.builder().record(file).start();
                Socket client = new Socket("127.0.0.1", port(server))) {
            client.getOutputStream().write(new byte[] {-1, 0, 0, 0});
            assertThat(client.getInputStream().read()).as("the broker hangs up").isNegative();
        }

        Recording recording = Recording.read(file);

        assertThat(Long.parseLong(recording.head().get("started-ms"))).isBetween(beforeMs, System.currentTimeMillis());
        assertThat(recording.entries())
                .extracting(RecordedEntry::kind)
                .containsExactly(EntryKind.OPENED, EntryKind.CLOSED);
        assertThat(recording.entries().get(0).text()).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(recording.entries().get(1).text()).isEqualTo("broker");
        assertThat(recording.entries().get(1).timeNs()).isBetween(0L, 60_000_000_000L);
    }

    @Test
    void canBeLinted() throws IOException {
        Path file = directory.resolve("a.rec");
        StubCluster cluster = StubCluster.builder().topic("t", 1).record(file).build();
        new TestClient(cluster, 1).produce("t", 0, Batches.plain("a"), 2, 9);

        assertThat(Recording.read(file).lint())
                .extracting(
                        finding -> finding.rule().ruleName(),
                        finding -> finding.origin().connectionId())
                .containsExactly(tuple("acks-illegal", 1L));
    }

    @Test
    void describesItsEntriesInLinesOfText() throws IOException {
        byte[] bytes = recordSomething(directory.resolve("a.rec"));

        assertThat(new String(bytes, 0, endOfHead(bytes), StandardCharsets.UTF_8))
                .startsWith("kurier-recording 1\ncluster: ")
                .contains(
                        "\nentry: size int32, kind int8, connection int64, broker int32, time-ns int64, bytes, crc int32")
                .contains("\nkinds: O opened (")
                .contains("A answer (header and body)");
    }

    private static int port(StubServer server) {
        return Integer.parseInt(server.bootstrapServers().replaceAll(".*:", ""));
    }

    private static byte[] recordSomething(Path file) throws IOException {
        StubCluster cluster =
                StubCluster.builder().brokers(2).topic("t", 1).record(file).build();
        TestClient client = new TestClient(cluster, 1).at(1_000);
        client.ask(ApiKey.METADATA, 9, MetadataRequest.ofAllTopics()::write, MetadataResponse::read);
        client.produce("t", 0, Batches.plain("a"));
        client.connection().close();
        cluster.stopRecording();
        return Files.readAllBytes(file);
    }

    private static int endOfHead(byte[] recording) {
        return new String(recording, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
    }
}
