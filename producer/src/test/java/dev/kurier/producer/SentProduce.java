package dev.kurier.producer;

import dev.kurier.brokerstub.ReceivedRequest;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.record.BatchHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Produce request as a broker received it.
 *
 * @param received where and how it came
 * @param request what it says
 */
record SentProduce(ReceivedRequest received, ProduceRequest request) {
    static List<ReceivedRequest> requestsOf(StubCluster cluster) {
        return cluster.requests().stream()
                .filter(request -> request.apiKey() == ApiKey.PRODUCE.id())
                .toList();
    }

    static List<SentProduce> allOf(StubCluster cluster) {
        return requestsOf(cluster).stream().map(SentProduce::read).toList();
    }

    private static SentProduce read(ReceivedRequest received) {
        WireReader in = WireReader.strict(received.bytes().duplicate());
        RequestHeader.read(in);
        return new SentProduce(received, ProduceRequest.read(in, received.apiVersion()));
    }

    /** The batches in it: partition and header. */
    List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (ProduceRequest.Topic topic : request.topics()) {
            for (ProduceRequest.Partition partition : topic.partitions()) {
                ByteBuffer bytes = ByteBuffer.allocate(partition.records().stream()
                        .mapToInt(ByteBuffer::remaining)
                        .sum());
                partition.records().forEach(piece -> bytes.put(piece.duplicate()));
                batches.add(new Batch(partition.index(), BatchHeader.read(bytes.flip())));
            }
        }
        return batches;
    }

    /** Is one batch of a request. */
    record Batch(int partition, BatchHeader header) {
        int recordCount() {
            return header.recordsCount();
        }
    }
}
