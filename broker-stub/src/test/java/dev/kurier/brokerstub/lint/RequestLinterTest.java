package dev.kurier.brokerstub.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.produce.ProduceResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestLinterTest {
    private static final long SEED = Long.getLong("kurier.seed", 20261127L);

    private final RequestLinter linter = new RequestLinter();

    static List<Breach> breaches() {
        return Breaches.all();
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void namesTheByteThatBreaksTheRuleAndNothingElse(Breach breach) {
        List<Finding> findings = linter.check(breach.frame());

        assertThat(findings).as("%s", findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(breach.rule());
            assertThat(finding.offset()).isEqualTo(breach.offset());
            assertThat(finding.decompressedOffset()).isEqualTo(breach.decompressedOffset());
        });
    }

    @Test
    void everyRuleIsBrokenOnce() {
        Set<LintRule> broken = breaches().stream().map(Breach::rule).collect(Collectors.toSet());

        assertThat(broken).isEqualTo(EnumSet.allOf(LintRule.class));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void isAnErrorJustWhereTheStubRefuses(Breach breach) {
        assertThat(isRefused(breach.frame()))
                .as("refused, and %s", breach.rule().demand())
                .isEqualTo(isStricter(breach.rule())
                        || (breach.rule().severity() == Severity.ERROR && !isLaxer(breach.rule())));
    }

    /** What a Kafka broker takes and the stub does not: see the rules' demands. */
    private static boolean isStricter(LintRule rule) {
        return EnumSet.of(LintRule.API_UNKNOWN, LintRule.BYTES_BEHIND_BATCH, LintRule.NULL_LENGTH_ODD)
                .contains(rule);
    }

    /** A Kafka broker and the stub write the last batch of a partition that is in a request twice, without a word. */
    private static boolean isLaxer(LintRule rule) {
        return rule == LintRule.PARTITION_REPEATED;
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void findsNothingWrongWithAGoodRequest(CompressionType codec) {
        for (int version = codec == CompressionType.ZSTD ? 7 : 3; version <= 12; version++) {
            ByteBuffer frame =
                    RawRequest.of(version, new RawBatch().codec(codec)).frame();

            assertThat(linter.check(frame)).as("version " + version).isEmpty();
            assertThat(isRefused(frame)).isFalse();
        }
    }

    @Test
    void showsTheBytesAroundTheOffendingOne() {
        RawRequest request = RawRequest.of(9, new RawBatch().record(RawBatch.RECORD + 3, 4));

        Finding finding = linter.check(request.frame()).get(0);

        assertThat(finding.excerpt())
                .isEqualTo("… 01 02 61 00 0e 00 02 [04] 01 02 62 00 0e 00 04 04 …".replace("… 01", "… 00 01"));
        assertThat(finding.place()).isEqualTo("topic=t partition=0 record=1 offsetDelta");
        assertThat(finding)
                .hasToString("error offset-delta-wrong: topic=t partition=0 record=1 offsetDelta at byte "
                        + finding.offset() + ": expected 1, found 2 [" + finding.excerpt()
                        + "]; broker=0 connection=0 correlationId=77");
    }

    @Test
    void findsTheReasonWheneverTheStubRefusesABatchWithOneByteChanged() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] batch = new RawBatch().bytes();
            int at = 8 + random.nextInt(batch.length - 8);
            batch[at] ^= (byte) (1 << random.nextInt(8));
            CRC32C crc = new CRC32C();
            crc.update(batch, 21, batch.length - 21);
            ByteBuffer.wrap(batch).putInt(17, (int) crc.getValue());
            ByteBuffer frame = new RawRequest(9).records(batch).frame();

            List<Finding> findings = linter.check(frame);

            boolean isRefused = isRefused(frame);
            boolean hasError = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            boolean mayBe = findings.stream().anyMatch(finding -> isStricter(finding.rule()));
            assertThat(isRefused)
                    .as("seed=%s i=%s byte %s of the batch: %s", SEED, i, at, findings)
                    .isEqualTo(hasError || (isRefused && mayBe));
            refused += isRefused ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void neverFailsWhateverTheBytesAre() {
        Random random = new Random(SEED);
        List<Breach> breaches = breaches();
        for (int i = 0; i < 50_000; i++) {
            ByteBuffer some = breaches.get(random.nextInt(breaches.size())).frame();
            byte[] bytes = new byte[random.nextInt(some.limit() + 1)];
            some.duplicate().get(bytes);
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            assertThatCode(() -> linter.check(ByteBuffer.wrap(bytes)))
                    .as("seed=%s i=%s %s", SEED, i, HexFormat.of().formatHex(bytes))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void leavesTheFrameAsItWas() {
        ByteBuffer frame = ByteBuffer.allocate(200).position(3);
        ByteBuffer request = new RawRequest(9).acks(2).frame();
        frame.put(request.duplicate()).limit(frame.position()).position(3);

        assertThat(linter.check(frame)).extracting(Finding::offset).containsExactly(14);
        assertThat(frame.position()).isEqualTo(3);
    }

    /** Tells whether the stub hangs up, answers an error, or takes less than was sent. */
    private static boolean isRefused(ByteBuffer frame) {
        // The linter has no clock, so this is about everything but times that are too far in the future.
        StubCluster cluster = StubCluster.builder()
                .topic("t", 1, 1, Map.of("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE)))
                .build();
        StubConnection connection = cluster.connect(1);
        ByteBuffer sent = ByteBuffer.allocate(4 + frame.remaining())
                .putInt(frame.remaining())
                .put(frame.duplicate())
                .flip();
        connection.receive(sent, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        connection.drain(
                part -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.duplicate().get(bytes);
                    out.writeBytes(bytes);
                },
                0);
        if (connection.isClosed() || out.size() == 0) {
            return true;
        }
        short version = frame.getShort(2);
        WireReader in = WireReader.strict(ByteBuffer.wrap(out.toByteArray()).position(4));
        ResponseHeader.read(in, ApiKey.PRODUCE, version);
        return ProduceResponse.read(in, version).topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(partition -> partition.errorCode() != 0);
    }
}
