package dev.kurier.integrationtests.speed;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.integrationtests.client.KafkaRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * Sends requests that were made beforehand to a stub and measures the processor time of the stub's thread.
 *
 * <p>However few partitions it sends to, the requests are as many and as large: else those to few partitions would be sent,
 * and received, from memory that the processor holds in its caches, and would cost less for that reason.
 *
 * @param connections over how many connections, each with one request under way
 * @param partitions to how many partitions, sixteen batches of 16 KB a request
 * @param discard whether the stub throws away what it receives, unread
 */
record StubLoad(int connections, int partitions, boolean discard) {
    private static final int REQUESTS = 625;
    private static final int BATCHES_PER_REQUEST = 16;
    private static final int RECORDS_PER_BATCH = 150;
    private static final int RECORD_BYTES = 100;
    private static final long BYTES_TO_SEND = 1L << 30;
    private static final short PRODUCE_VERSION = 12;
    private static final int KEPT_BYTES = 1 << 20;

    /** Sends a GB after a warm-up and returns what it cost, in seconds of one processor. */
    double coreSecondsPerGb() throws IOException {
        List<byte[]> frames = frames();
        try (StubServer server = StubCluster.builder()
                .topic("load", partitions)
                .discard(discard)
                .checkCrc(!discard)
                .retentionBytes(KEPT_BYTES)
                .start()) {
            List<Socket> sockets = connect(server);
            try {
                send(sockets, frames, BYTES_TO_SEND / 4);
                long beforeNs = cpuNs();
                long bytes = send(sockets, frames, BYTES_TO_SEND);
                return (cpuNs() - beforeNs) / 1e9 / (bytes / 1e9);
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    /** Asks for the versions and waits for the answer. */
    static void hello(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(KafkaRequest.frame(ApiKeys.API_VERSIONS, (short) 0, 1, new ApiVersionsRequestData()));
        answer(socket);
    }

    private static long send(List<Socket> sockets, List<byte[]> frames, long atLeastBytes) throws IOException {
        long sent = 0;
        int next = 0;
        while (sent < atLeastBytes) {
            for (Socket socket : sockets) {
                byte[] frame = frames.get(next++ % frames.size());
                socket.getOutputStream().write(frame);
                sent += frame.length;
            }
            for (Socket socket : sockets) {
                answer(socket);
            }
        }
        return sent;
    }

    private static void answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readFully(new byte[in.readInt()]);
    }

    private List<Socket> connect(StubServer server) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket("127.0.0.1", server.cluster().broker(1).port());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        return sockets;
    }

    private List<byte[]> frames() {
        MemoryRecords batch = batch();
        List<byte[]> frames = new ArrayList<>();
        for (int request = 0; request < REQUESTS; request++) {
            int first = request * BATCHES_PER_REQUEST;
            TopicProduceData topic = new TopicProduceData().setName("load");
            for (int i = 0; i < BATCHES_PER_REQUEST; i++) {
                topic.partitionData()
                        .add(new PartitionProduceData()
                                .setIndex((first + i) % partitions)
                                .setRecords(batch));
            }
            ProduceRequestData body = new ProduceRequestData()
                    .setAcks((short) 1)
                    .setTimeoutMs(30_000)
                    .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator()));
            frames.add(KafkaRequest.frame(ApiKeys.PRODUCE, PRODUCE_VERSION, 1, body));
        }
        return frames;
    }

    private static MemoryRecords batch() {
        SimpleRecord[] records = new SimpleRecord[RECORDS_PER_BATCH];
        for (int i = 0; i < records.length; i++) {
            records[i] = new SimpleRecord(1_770_000_000_000L + i, new byte[RECORD_BYTES]);
        }
        return MemoryRecords.withRecords(Compression.NONE, records);
    }

    /** The processor time of the one thread that a stub has. */
    private static long cpuNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sumNs = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("kurier-broker-stub")) {
                sumNs += threads.getThreadCpuTime(thread.getId());
            }
        }
        return sumNs;
    }
}
