package dev.kurier.brokerstub.lint;

/** Remembers which part of a request is being read; one object, moved along. */
final class Place {
    private static final int NONE = -1;

    private String topic = "";
    private int partition = NONE;
    private int record = NONE;
    private boolean inPartition;

    void topic(String topic) {
        this.topic = topic;
        this.inPartition = false;
        this.record = NONE;
    }

    void partition(int index) {
        this.partition = index;
        this.inPartition = true;
        this.record = NONE;
    }

    void record(int number) {
        this.record = number;
    }

    /** Back to the batch as a whole. */
    void batch() {
        this.record = NONE;
    }

    /** Back to the request as a whole. */
    void request() {
        topic("");
    }

    String of(String field) {
        return (topic.isEmpty() ? "" : "topic=" + topic + " ")
                + (inPartition ? "partition=" + partition + " " : "")
                + (record == NONE ? "" : "record=" + record + " ")
                + field;
    }
}
