package dev.kurier.brokerstub.lint;

import dev.kurier.protocol.record.BatchHeader;

/** Checks that a batch's producer id, epoch and sequence go together: all three or none. */
final class ProducerFieldsLint {
    private static final int PRODUCER_ID_AT = 43;
    private static final int PRODUCER_EPOCH_AT = 51;
    private static final int BASE_SEQUENCE_AT = 53;

    private final BatchHeader header;
    private final int start;
    private final Evidence evidence;

    ProducerFieldsLint(BatchHeader header, int start, Evidence evidence) {
        this.header = header;
        this.start = start;
        this.evidence = evidence;
    }

    void check() {
        if (header.producerId() < BatchHeader.NO_PRODUCER_ID) {
            evidence.found(
                    LintRule.PRODUCER_ID_ILLEGAL,
                    "producerId",
                    start + PRODUCER_ID_AT,
                    "-1 or more",
                    header.producerId());
        } else if (header.hasProducerId()) {
            present(LintRule.PRODUCER_EPOCH_MISSING, "producerEpoch", PRODUCER_EPOCH_AT, header.producerEpoch());
            present(LintRule.BASE_SEQUENCE_MISSING, "baseSequence", BASE_SEQUENCE_AT, header.baseSequence());
        } else {
            absent(LintRule.PRODUCER_EPOCH_ALONE, "producerEpoch", PRODUCER_EPOCH_AT, header.producerEpoch());
            absent(LintRule.BASE_SEQUENCE_ALONE, "baseSequence", BASE_SEQUENCE_AT, header.baseSequence());
        }
    }

    private void present(LintRule rule, String field, int at, int value) {
        if (value < 0) {
            evidence.found(rule, field, start + at, "0 or more, as producerId=" + header.producerId(), value);
        }
    }

    private void absent(LintRule rule, String field, int at, int value) {
        if (value != -1) {
            evidence.found(rule, field, start + at, "-1, as there is no producerId", value);
        }
    }
}
