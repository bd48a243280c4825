package dev.kurier.brokerstub.lint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Is a good Produce request for partition 0 of topic {@code t} that can be spoilt; put together by hand. */
final class RawRequest {
    private static final int FIRST_FLEXIBLE = 9;
    private static final int FIRST_BY_ID = 13;

    private final int version;
    private final boolean flexible;
    private String clientId = "me";
    private String transactionalId;
    private int acks = -1;
    private int timeoutMs = 5_000;
    private int topics = 1;
    private int partitions = 1;
    private int times = 1;
    private int partition;
    private String topic = "t";
    private byte[] records = new RawBatch().bytes();
    private byte[] headerTags = {0};
    private byte[] bodyTags = {0};
    private byte[] behind = {};
    private boolean noRecords;

    private int acksAt;
    private int timeoutAt;
    private int topicsAt;
    private int topicAt;
    private int partitionsAt;
    private int partitionAt;
    private int recordsLengthAt;
    private int batchAt;
    private int bodyTagsAt;
    private int endAt;

    RawRequest(int version) {
        this.version = version;
        this.flexible = version >= FIRST_FLEXIBLE;
    }

    static RawRequest of(int version, RawBatch batch) {
        return new RawRequest(version).records(batch.bytes());
    }

    RawRequest records(byte... bytes) {
        this.records = bytes;
        return this;
    }

    RawRequest nullRecords() {
        this.noRecords = true;
        return this;
    }

    RawRequest clientId(String clientId) {
        this.clientId = clientId;
        return this;
    }

    RawRequest acks(int acks) {
        this.acks = acks;
        return this;
    }

    RawRequest transactionalId(String id) {
        this.transactionalId = id;
        return this;
    }

    RawRequest timeoutMs(int timeoutMs) {
        this.timeoutMs = timeoutMs;
        return this;
    }

    RawRequest topics(int count) {
        this.topics = count;
        return this;
    }

    RawRequest partitions(int count) {
        this.partitions = count;
        return this;
    }

    /** Repeats the partition; each time with the same records. */
    RawRequest times(int times) {
        this.times = times;
        this.partitions = times;
        return this;
    }

    RawRequest partition(int index) {
        this.partition = index;
        return this;
    }

    RawRequest topic(String name) {
        this.topic = name;
        return this;
    }

    RawRequest headerTags(int... bytes) {
        this.headerTags = bytes(bytes);
        return this;
    }

    RawRequest bodyTags(int... bytes) {
        this.bodyTags = bytes(bytes);
        return this;
    }

    RawRequest behind(int... bytes) {
        this.behind = bytes(bytes);
        return this;
    }

    ByteBuffer frame() {
        Out out = new Out();
        out.int16(0).int16(version).int32(77).shortString(clientId);
        if (flexible) {
            out.bytes(headerTags);
        }
        out.string(transactionalId);
        acksAt = out.size();
        out.int16(acks);
        timeoutAt = out.size();
        out.int32(timeoutMs);
        topicsAt = out.size();
        out.length(topics);
        for (int i = 0; i < topics; i++) {
            topic(out);
        }
        bodyTagsAt = out.size();
        if (flexible) {
            out.bytes(bodyTags);
        }
        endAt = out.size();
        return ByteBuffer.wrap(out.bytes(behind).toByteArray());
    }

    private void topic(Out out) {
        topicAt = out.size();
        if (version >= FIRST_BY_ID) {
            out.bytes(new byte[16]);
        } else {
            out.string(topic);
        }
        partitionsAt = out.size();
        out.length(partitions);
        for (int i = 0; i < Math.min(partitions, times); i++) {
            partitionAt = out.size();
            out.int32(partition);
            recordsLengthAt = out.size();
            out.length(noRecords ? -1 : records.length);
            batchAt = out.size();
            out.bytes(noRecords ? new byte[0] : records);
            out.noTags();
        }
        out.noTags();
    }

    int acksAt() {
        frame();
        return acksAt;
    }

    int timeoutAt() {
        frame();
        return timeoutAt;
    }

    int topicsAt() {
        frame();
        return topicsAt;
    }

    int topicAt() {
        frame();
        return topicAt;
    }

    int partitionsAt() {
        frame();
        return partitionsAt;
    }

    int partitionAt() {
        frame();
        return partitionAt;
    }

    int recordsLengthAt() {
        frame();
        return recordsLengthAt;
    }

    int batchAt() {
        frame();
        return batchAt;
    }

    int bodyTagsAt() {
        frame();
        return bodyTagsAt;
    }

    int endAt() {
        frame();
        return endAt;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Writes either encoding. */
    private final class Out extends ByteArrayOutputStream {
        Out int16(int value) {
            write(value >> 8);
            write(value);
            return this;
        }

        Out int32(int value) {
            return int16(value >> 16).int16(value);
        }

        Out bytes(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }

        Out shortString(String text) {
            return text == null ? int16(-1) : int16(text.length()).bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        Out string(String text) {
            if (!flexible) {
                return shortString(text);
            }
            length(text == null ? -1 : text.length());
            return text == null ? this : bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        Out length(int length) {
            if (!flexible) {
                return int32(length);
            }
            int rest = length + 1;
            while (rest >= 0x80) {
                write(rest & 0x7f | 0x80);
                rest >>>= 7;
            }
            write(rest);
            return this;
        }

        void noTags() {
            if (flexible) {
                write(0);
            }
        }
    }
}
