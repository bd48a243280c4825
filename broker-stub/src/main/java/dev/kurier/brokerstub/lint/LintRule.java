package dev.kurier.brokerstub.lint;

import java.util.Locale;

/** Lists the rules that the linter knows; names and severities stay what they are. */
public enum LintRule {
    FRAME_TOO_SHORT(Severity.ERROR, "a frame has room for API, version and correlation id, 8 bytes"),
    API_UNKNOWN(Severity.WARNING, "the API is one that this stub can read; a broker that does not know it hangs up"),
    VERSION_UNSUPPORTED(
            Severity.ERROR, "the version is one that a Kafka 4.4 broker takes; of ApiVersions it may be newer"),
    CLIENT_ID_MISSING(Severity.WARNING, "the client says who it is, for quotas and logs"),
    TAG_UNKNOWN(
            Severity.WARNING,
            "tagged fields are those of the version; a Kafka broker skips others, a strict stub hangs up"),
    VARINT_NOT_MINIMAL(Severity.WARNING, "a varint has no byte more than its number needs"),
    BODY_MALFORMED(Severity.ERROR, "the header and the body can be read: lengths, counts and fields fit the bytes"),
    BYTES_BEHIND_REQUEST(
            Severity.WARNING, "nothing follows the body; a Kafka broker ignores it, a strict stub hangs up"),
    ACKS_ILLEGAL(Severity.ERROR, "acks is -1, 0 or 1"),
    TIMEOUT_NOT_POSITIVE(
            Severity.WARNING, "the timeout is above 0: with acks=all nothing else gives the replicas time"),
    REQUEST_EMPTY(Severity.WARNING, "a Produce request names a topic"),
    TOPIC_EMPTY(Severity.WARNING, "a topic of a Produce request has a partition"),
    TOPIC_NAME_ILLEGAL(Severity.ERROR, "a topic's name has 1 to 249 of a-z A-Z 0-9 . _ - and is not . or .."),
    TOPIC_ID_MISSING(Severity.ERROR, "a topic's id is not zero"),
    PARTITION_NEGATIVE(Severity.ERROR, "a partition's number is 0 or more"),
    PARTITION_REPEATED(
            Severity.ERROR, "a partition is in a request once; a broker writes the last of its batches only"),
    RECORDS_MISSING(Severity.ERROR, "a partition has records: neither null nor no bytes"),
    BATCH_CUT_OFF(Severity.ERROR, "the records of a partition have room for a batch's header, 61 bytes"),
    BATCH_LENGTH_WRONG(Severity.ERROR, "batchLength is 49 or more and ends where the records end"),
    BATCHES_SEVERAL(Severity.ERROR, "a partition has one batch"),
    BYTES_BEHIND_BATCH(
            Severity.WARNING,
            "nothing follows a partition's batch; a Kafka broker ignores a few bytes, the stub refuses"),
    MAGIC_UNSUPPORTED(Severity.ERROR, "magic is 2"),
    CRC_WRONG(Severity.ERROR, "crc is the CRC-32C of all from the attributes on"),
    BASE_OFFSET_NOT_ZERO(Severity.ERROR, "baseOffset is 0: the broker numbers"),
    LEADER_EPOCH_SET(Severity.WARNING, "partitionLeaderEpoch is -1, or 0 as some clients send: the broker writes it"),
    ATTRIBUTES_UNKNOWN(Severity.WARNING, "bits 7 to 15 of the attributes are 0"),
    CODEC_UNKNOWN(Severity.ERROR, "the codec in bits 0 to 2 of the attributes is 0 to 4"),
    CODEC_TOO_NEW(Severity.ERROR, "zstd is sent in Produce version 7 and up only"),
    LOG_APPEND_TIME_SET(
            Severity.WARNING,
            "bit 3 of the attributes is 0: only brokers stamp records, and topics of LogAppendTime refuse it"),
    CONTROL_BATCH(Severity.ERROR, "bit 5 of the attributes is 0: only brokers write control batches"),
    DELETE_HORIZON_SET(Severity.WARNING, "bit 6 of the attributes is 0: only brokers set a delete horizon"),
    TRANSACTION_UNNAMED(Severity.ERROR, "a transactional batch is in a request with a transactional id"),
    PRODUCER_ID_ILLEGAL(Severity.WARNING, "producerId is -1 or more; a Kafka broker takes any negative one for none"),
    PRODUCER_EPOCH_MISSING(Severity.WARNING, "producerEpoch is 0 or more if there is a producerId"),
    PRODUCER_EPOCH_ALONE(Severity.WARNING, "producerEpoch is -1 if there is no producerId"),
    BASE_SEQUENCE_MISSING(Severity.ERROR, "baseSequence is 0 or more if there is a producerId"),
    BASE_SEQUENCE_ALONE(Severity.WARNING, "baseSequence is -1 if there is no producerId"),
    BATCH_EMPTY(Severity.ERROR, "recordsCount is 1 or more"),
    RECORDS_COUNT_WRONG(Severity.ERROR, "recordsCount is the number of records that follow"),
    LAST_OFFSET_DELTA_WRONG(Severity.ERROR, "lastOffsetDelta is the number of records less 1"),
    MAX_TIMESTAMP_WRONG(Severity.WARNING, "maxTimestamp is the largest timestamp of the records"),
    TIMESTAMP_NEGATIVE(Severity.WARNING, "a timestamp is 0 or more"),
    PAYLOAD_UNREADABLE(Severity.ERROR, "compressed records can be decompressed"),
    RECORD_LENGTH_WRONG(Severity.ERROR, "a record's length is the size of what it holds, and ends within the batch"),
    RECORD_MALFORMED(Severity.ERROR, "a record's fields end within the record, and no varint has too many bits"),
    RECORD_ATTRIBUTES_SET(Severity.WARNING, "a record's attributes are 0: no bit has a meaning"),
    OFFSET_DELTA_WRONG(
            Severity.ERROR,
            "offset deltas count from 0, one up with each record; uncompressed, a Kafka broker keeps them wrong"),
    NULL_LENGTH_ODD(Severity.WARNING, "null has length -1; a Kafka broker takes any negative one, the stub refuses"),
    KEY_LENGTH_ILLEGAL(Severity.ERROR, "a key ends within its record"),
    VALUE_LENGTH_ILLEGAL(Severity.ERROR, "a value ends within its record"),
    HEADERS_COUNT_ILLEGAL(Severity.ERROR, "a record's headers count is 0 or more, and they fit the record"),
    HEADER_KEY_ILLEGAL(Severity.ERROR, "a header's key is not null and fits the record"),
    HEADER_VALUE_LENGTH_ILLEGAL(Severity.ERROR, "a header's value ends within its record"),
    BYTES_BEHIND_RECORDS(Severity.ERROR, "nothing follows the last record of a batch");

    private final Severity severity;
    private final String demand;

    LintRule(Severity severity, String demand) {
        this.severity = severity;
        this.demand = demand;
    }

    /** Returns the name of the rule, such as {@code crc-wrong}. */
    public String ruleName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns how bad a breach is. */
    public Severity severity() {
        return severity;
    }

    /** Returns what the rule demands. */
    public String demand() {
        return demand;
    }
}
