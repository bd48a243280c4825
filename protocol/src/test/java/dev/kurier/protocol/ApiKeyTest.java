package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiKeyTest {
    @ParameterizedTest
    @EnumSource
    void agreesWithKafkaClientsOnNumbersAndVersions(ApiKey ours) {
        ApiKeys theirs = ApiKeys.forId(ours.id());

        assertThat(ours.name()).isEqualTo(theirs.name());
        assertThat(ours.oldestVersion()).isEqualTo(theirs.oldestVersion());
        // Version 6 of InitProducerId is for two-phase commit and not stable yet.
        short newest = ours == ApiKey.INIT_PRODUCER_ID ? 5 : theirs.latestVersion();
        assertThat(ours.newestVersion()).isEqualTo(newest);
        assertThat(ours.supports((short) (ours.oldestVersion() - 1))).isFalse();
        assertThat(ours.supports(ours.oldestVersion())).isTrue();
        assertThat(ours.supports(ours.newestVersion())).isTrue();
        assertThat(ours.supports((short) (ours.newestVersion() + 1))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithKafkaClientsOnHeaderVersions(ApiKey ours) {
        ApiKeys theirs = ApiKeys.forId(ours.id());
        for (short version = ours.oldestVersion(); version <= ours.newestVersion(); version++) {
            assertThat(ours.requestHeaderVersion(version)).isEqualTo(theirs.requestHeaderVersion(version));
            assertThat(ours.responseHeaderVersion(version)).isEqualTo(theirs.responseHeaderVersion(version));
        }
    }

    @Test
    void findsAnApiByItsNumber() {
        assertThat(ApiKey.forId((short) 22)).isEqualTo(ApiKey.INIT_PRODUCER_ID);
        assertThat(ApiKey.forId((short) 999)).isNull();
    }
}
