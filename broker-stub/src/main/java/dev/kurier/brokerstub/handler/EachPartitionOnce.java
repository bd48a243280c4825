package dev.kurier.brokerstub.handler;

import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.produce.ProduceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a Produce request as a broker does that is told of a partition several times: the last batch counts, and the
 * answer has the partition once, in the place where it was named first. A topic named several times is one.
 */
final class EachPartitionOnce {
    private EachPartitionOnce() {}

    private record TopicKey(String name, Uuid id) {}

    /** Returns the request as it counts; the same one if nothing is in it twice, which is the rule. */
    static ProduceRequest of(ProduceRequest request) {
        Map<TopicKey, Map<Integer, ProduceRequest.Partition>> topics = new LinkedHashMap<>();
        int named = 0;
        for (ProduceRequest.Topic topic : request.topics()) {
            TopicKey key = new TopicKey(topic.name(), topic.topicId());
            Map<Integer, ProduceRequest.Partition> known = topics.computeIfAbsent(key, any -> new LinkedHashMap<>());
            topic.partitions().forEach(batch -> known.put(batch.index(), batch));
            named += topic.partitions().size();
        }
        int distinct = topics.values().stream().mapToInt(Map::size).sum();
        if (topics.size() == request.topics().size() && distinct == named) {
            return request;
        }
        List<ProduceRequest.Topic> once = new ArrayList<>();
        topics.forEach(
                (key, batches) -> once.add(new ProduceRequest.Topic(key.name, key.id, List.copyOf(batches.values()))));
        return new ProduceRequest(request.transactionalId(), request.acks(), request.timeoutMs(), once);
    }
}
