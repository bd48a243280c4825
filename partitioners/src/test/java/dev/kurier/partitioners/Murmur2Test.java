package dev.kurier.partitioners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur2Test {
    private static final long SEED = Long.getLong("kurier.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "'', 275646681, 1, 9",
        "a, -1563381124, 4, 4",
        "ab, 316155434, 4, 2",
        "abc, 479470107, 7, 3",
        "abcd, -1323649548, 0, 8",
        "21, -973932308, 0, 0",
        "foobar, -790332482, 6, 6",
        "a-little-bit-long-string, -985981536, 2, 8",
        "a-little-bit-longer-string, -1486304829, 9, 11",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971, 7, 5",
        "한국어, 790120414, 4, 10"
    })
    void hashesAsKafkaDoes(String key, int hash, int ofTen, int ofTwelve) {
        int ours = Murmur2.hashKey(new FakeTopic(1).key(key.getBytes(UTF_8)));

        assertThat(ours).isEqualTo(hash);
        assertThat(Murmur2.partition(ours, 10)).isEqualTo(ofTen);
        assertThat(Murmur2.partition(ours, 12)).isEqualTo(ofTwelve);
    }

    @Test
    void agreesWithKafkasClientOnRandomKeys() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] key = new byte[random.nextInt(70)];
            random.nextBytes(key);
            int partitions = 1 + random.nextInt(300);

            int ours = Murmur2.hashKey(new FakeTopic(1).key(key));

            assertThat(ours).as("-Dkurier.seed=%d, key %d", SEED, i).isEqualTo(Utils.murmur2(key));
            assertThat(Murmur2.partition(ours, partitions))
                    .as("-Dkurier.seed=%d, key %d", SEED, i)
                    .isEqualTo(Utils.toPositive(Utils.murmur2(key)) % partitions);
        }
    }

    @Test
    void masksTheSignInsteadOfTakingTheAbsoluteValue() {
        assertThat(Murmur2.partition(Integer.MIN_VALUE, 7)).isZero();
        assertThat(Murmur2.partition(-1, 10)).isEqualTo(7);
    }
}
