package dev.kurier.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @Test
    void listsEveryCodeOfKafkaClients() {
        assertThat(ErrorCode.values())
                .extracting(row -> row.name() + " " + row.code())
                .containsExactlyElementsOf(Arrays.stream(Errors.values())
                        .map(error -> error.name() + " " + error.code())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void findsEachRowByItsCode(ErrorCode row) {
        assertThat(ErrorCode.of(row.code())).isSameAs(row);
    }

    @ParameterizedTest
    @EnumSource
    void retriesWhatKafkaClientsRetriesAndNothingThatItFails(ErrorCode row) {
        Set<Recovery> again = EnumSet.of(Recovery.RETRY, Recovery.REFRESH_METADATA);
        Errors theirs = Errors.forCode(row.code());
        boolean retriable = theirs.exception() instanceof RetriableException;

        assertThat(again.contains(row.recovery())).as(row.name()).isEqualTo(retriable);
        if (theirs.exception() instanceof InvalidMetadataException) {
            assertThat(row.recovery()).as(row.name()).isEqualTo(Recovery.REFRESH_METADATA);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE",
        "MESSAGE_TOO_LARGE, SPLIT",
        "RECORD_LIST_TOO_LARGE, SPLIT",
        "INVALID_RECORD, DROP_CULPRITS",
        "INVALID_TIMESTAMP, DROP_CULPRITS",
        "OUT_OF_ORDER_SEQUENCE_NUMBER, RESEQUENCE",
        "INVALID_PRODUCER_EPOCH, RESEQUENCE",
        "UNKNOWN_PRODUCER_ID, RESEQUENCE",
        "DUPLICATE_SEQUENCE_NUMBER, SUCCESS_WITHOUT_OFFSET",
        "TOPIC_AUTHORIZATION_FAILED, UNAUTHORIZED",
        "CLUSTER_AUTHORIZATION_FAILED, UNAUTHORIZED",
        "TRANSACTIONAL_ID_AUTHORIZATION_FAILED, UNAUTHORIZED",
        "REBOOTSTRAP_REQUIRED, REBOOTSTRAP",
        "UNKNOWN_SERVER_ERROR, REFUSE",
        "UNKNOWN_LEADER_EPOCH, REFRESH_METADATA",
        "NOT_ENOUGH_REPLICAS, RETRY"
    })
    void knowsTheRecovery(ErrorCode row, Recovery recovery) {
        assertThat(row.recovery()).isEqualTo(recovery);
    }

    @ParameterizedTest
    @CsvSource({"-2", "137", "412", "32767", "-32768"})
    void treatsUnknownCodesAsAnUnknownServerErrorButNamesTheirNumber(short code) {
        assertThat(ErrorCode.of(code)).isSameAs(ErrorCode.UNKNOWN_SERVER_ERROR);
        assertThat(ErrorCode.of(code).mayBeWritten()).isTrue();
        assertThat(ErrorCode.describe(code)).isEqualTo("an unknown error code (" + code + ")");
    }

    @Test
    void describesKnownCodes() {
        assertThat(ErrorCode.describe((short) 6)).isEqualTo("NOT_LEADER_OR_FOLLOWER (6)");
        assertThat(ErrorCode.describe((short) -1)).isEqualTo("UNKNOWN_SERVER_ERROR (-1)");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CORRUPT_MESSAGE",
                "LEADER_NOT_AVAILABLE",
                "MESSAGE_TOO_LARGE",
                "INVALID_TOPIC_EXCEPTION",
                "RECORD_LIST_TOO_LARGE",
                "NOT_ENOUGH_REPLICAS",
                "INVALID_REQUIRED_ACKS",
                "TOPIC_AUTHORIZATION_FAILED",
                "CLUSTER_AUTHORIZATION_FAILED",
                "INVALID_TIMESTAMP",
                "UNSUPPORTED_VERSION",
                "INVALID_REQUEST",
                "OUT_OF_ORDER_SEQUENCE_NUMBER",
                "INVALID_PRODUCER_EPOCH",
                "UNKNOWN_PRODUCER_ID",
                "FENCED_LEADER_EPOCH",
                "UNSUPPORTED_COMPRESSION_TYPE",
                "INVALID_RECORD",
                "THROTTLING_QUOTA_EXCEEDED"
            })
    void saysThatDefiniteRefusalsAreNotWritten(ErrorCode row) {
        assertThat(row.mayBeWritten()).isFalse();
        assertThat(row.mayBeWritten(-1)).isFalse();
        assertThat(row.mayBeWritten(1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UNKNOWN_SERVER_ERROR",
                "NONE",
                "REQUEST_TIMED_OUT",
                "NETWORK_EXCEPTION",
                "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
                "DUPLICATE_SEQUENCE_NUMBER",
                "KAFKA_STORAGE_ERROR"
            })
    void saysThatDoubtfulAnswersMayBeWritten(ErrorCode row) {
        assertThat(row.mayBeWritten()).isTrue();
        assertThat(row.mayBeWritten(-1)).isTrue();
        assertThat(row.mayBeWritten(1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNKNOWN_TOPIC_OR_PARTITION", "NOT_LEADER_OR_FOLLOWER", "REPLICA_NOT_AVAILABLE", "UNKNOWN_TOPIC_ID"
            })
    void saysThatALostLeadershipMayComeAfterTheAppendWithAcksAll(ErrorCode row) {
        assertThat(row.mayBeWritten()).isTrue();
        assertThat(row.mayBeWritten(-1)).isTrue();
        assertThat(row.mayBeWritten(1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void givesAdviceInOneSentence(ErrorCode row) {
        assertThat(row.advice()).matches("[A-Z].{10,100}\\.").doesNotContain("\n");
    }
}
