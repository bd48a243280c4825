package dev.kurier.cli.stub.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "0s, PT0S"})
    void readsTimesAsPeopleWriteThem(String text, Duration time) {
        assertThat(TimeText.read(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5s", "5d", "5S", "1234567890s"})
    void takesNothingElseForATime(String text) {
        assertThat(TimeText.read(text)).isNull();
    }
}
