package dev.kurier.accumulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.protocol.compress.CompressionType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordAccumulatorTest {
    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void keepsAllRecordsInTheirOrderAcrossBatches(CompressionType compression) {
        Fixture fixture = new Fixture(2_000, 1 << 20, compression);
        PartitionChain chain = fixture.accumulator.chain("t", 3);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add("value number " + i);
            fixture.append(chain, fixture.record(sent.get(i)));
        }
        List<String> found = new ArrayList<>();
        while (chain.head() != null) {
            SealedBatch batch = fixture.sealAndTake(chain);
            found.addAll(Fixture.values(batch));
            batch.release();
        }
        assertThat(found).isEqualTo(sent);
        assertThat(fixture.accumulator.memory().availableBytes())
                .isEqualTo(fixture.accumulator.memory().totalBytes());
    }

    @Test
    void findsTheSameChainAgain() {
        Fixture fixture = Fixture.plain();
        PartitionChain chain = fixture.accumulator.chain("t", 3);
        assertThat(fixture.accumulator.chain("t", 3)).isSameAs(chain);
        assertThat(fixture.accumulator.chain("t", 2)).isNotSameAs(chain);
    }
}
