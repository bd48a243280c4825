package dev.kurier.brokerstub.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No client comes to the last epoch within a test's time, so the numbers are looked at here. */
class FetchSessionEpochTest {
    @Test
    void comesBackToOneBehindTheLargest() {
        assertThat(FetchSession.nextEpoch(FetchSession.OPENS)).isEqualTo(1);
        assertThat(FetchSession.nextEpoch(Integer.MAX_VALUE - 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(FetchSession.nextEpoch(Integer.MAX_VALUE)).isEqualTo(1);
    }
}
