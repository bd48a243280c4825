package dev.kurier.protocol.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTypeTest {
    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void agreesWithKafkaOnIdNameAndLevels(CompressionType type) {
        var theirs = org.apache.kafka.common.record.internal.CompressionType.forName(type.codecName());

        assertThat(type.id()).isEqualTo(theirs.id);
        assertThat(CompressionType.forId(theirs.id)).isEqualTo(type);
        assertThat(CompressionType.forName(theirs.name)).isEqualTo(type);
        if (type.hasLevels()) {
            assertThat(type.defaultLevel()).isEqualTo(theirs.defaultLevel());
            assertThat(type.minLevel()).isEqualTo(theirs.minLevel());
            assertThat(type.maxLevel()).isEqualTo(theirs.maxLevel());
        }
    }

    @Test
    void unknownIdsAndNamesAreNull() {
        assertThat(CompressionType.forId(-1)).isNull();
        assertThat(CompressionType.forId(5)).isNull();
        assertThat(CompressionType.forName("GZIP")).isNull();
        assertThat(CompressionType.forName("brotli")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,-1",
        "NONE,1",
        "GZIP,-2",
        "GZIP,0",
        "GZIP,10",
        "SNAPPY,1",
        "LZ4,0",
        "LZ4,18",
        "ZSTD,-131073",
        "ZSTD,23"
    })
    void refusesLevelOutOfRange(CompressionType type, int level) {
        assertThat(type.isValidLevel(level)).isFalse();
        assertThatThrownBy(() -> Codec.of(type, level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.codecName())
                .hasMessageContaining("level=" + level);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,0",
        "GZIP,-1",
        "GZIP,1",
        "GZIP,9",
        "SNAPPY,0",
        "LZ4,1",
        "LZ4,17",
        "ZSTD,-131072",
        "ZSTD,0",
        "ZSTD,22"
    })
    void makesCodecAtTheEndsOfTheRange(CompressionType type, int level) {
        Codec codec = Codec.of(type, level);

        assertThat(codec.type()).isEqualTo(type);
        assertThat(codec.level()).isEqualTo(level);
    }
}
