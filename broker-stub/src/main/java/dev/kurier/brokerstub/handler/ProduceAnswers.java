package dev.kurier.brokerstub.handler;

import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.cluster.Topic;
import dev.kurier.brokerstub.fault.AnswerEdit;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the answers to one Produce request, partition by partition, as faults have them. */
final class ProduceAnswers {
    private final Map<String, ProduceResponse.Topic> byName = new LinkedHashMap<>();
    private final List<ProduceResponse.Topic> topics = new ArrayList<>();
    private final Set<FaultTarget> asked = new HashSet<>();
    private final Map<FaultTarget, ProduceResponse.Partition> extras = new LinkedHashMap<>();
    private List<ProduceResponse.Partition> partitions = List.of();
    private String name = "";

    /** Goes on with the next topic of the request. */
    void begin(ProduceRequest.Topic wanted, String name) {
        this.name = name;
        this.partitions = new ArrayList<>();
        ProduceResponse.Topic topic = new ProduceResponse.Topic(wanted.name(), wanted.topicId(), partitions);
        topics.add(topic);
        byName.put(name, topic);
    }

    /** Answers for a partition of that topic. */
    void add(ProduceResponse.Partition truth, ResultFault fault) {
        asked.add(new FaultTarget(name, truth.index()));
        if (fault.omits()) {
            return;
        }
        AnswerEdit edit = fault.edit();
        partitions.add(
                edit instanceof AnswerEdit.Fields fields ? fields.change().apply(truth) : truth);
        if (edit instanceof AnswerEdit.Twice) {
            partitions.add(truth);
        } else if (edit instanceof AnswerEdit.Extra extra) {
            extras.putIfAbsent(new FaultTarget(extra.topic(), extra.partition()), truth.at(extra.partition()));
        }
    }

    /** Returns all of them, those for partitions that were not asked for last. */
    List<ProduceResponse.Topic> topics(ClusterState state) {
        extras.forEach((target, answer) -> {
            if (!asked.contains(target)) {
                topic(String.valueOf(target.topic()), state).partitions().add(answer);
            }
        });
        return topics;
    }

    private ProduceResponse.Topic topic(String extra, ClusterState state) {
        return byName.computeIfAbsent(extra, missing -> {
            Topic known = state.topic(missing);
            ProduceResponse.Topic topic =
                    new ProduceResponse.Topic(missing, known == null ? Uuid.ZERO : known.id(), new ArrayList<>());
            topics.add(topic);
            return topic;
        });
    }
}
