package dev.kurier.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencesTest {
    @Test
    void startsAgainAtZeroAfterTheLargestSequence() {
        assertThat(Sequences.advance(Integer.MAX_VALUE, 1)).isZero();
        assertThat(Sequences.advance(Integer.MAX_VALUE - 2, 10)).isEqualTo(7);
        assertThat(Sequences.advance(5, 3)).isEqualTo(8);
    }
}
