package dev.kurier.protocol.oracle;

import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.utils.internals.ImplicitLinkedHashCollection;

/** Lists all messages that are held against kafka-clients. */
final class MessageCases {
    static final List<MessageCase<?>> ALL = List.of(
            ApiVersionsCases.REQUEST,
            ApiVersionsCases.RESPONSE,
            MetadataCases.REQUEST,
            MetadataCases.RESPONSE,
            ProduceCases.REQUEST,
            ProduceCases.RESPONSE,
            InitProducerIdCases.REQUEST,
            InitProducerIdCases.RESPONSE,
            FetchCases.REQUEST,
            FetchCases.RESPONSE,
            ListOffsetsCases.REQUEST,
            ListOffsetsCases.RESPONSE,
            OffsetForLeaderEpochCases.REQUEST,
            OffsetForLeaderEpochCases.RESPONSE,
            CreateTopicsCases.REQUEST,
            CreateTopicsCases.RESPONSE,
            DeleteTopicsCases.REQUEST,
            DeleteTopicsCases.RESPONSE,
            DeleteRecordsCases.REQUEST,
            DeleteRecordsCases.RESPONSE,
            DescribeConfigsCases.REQUEST,
            DescribeConfigsCases.RESPONSE,
            CreatePartitionsCases.REQUEST,
            CreatePartitionsCases.RESPONSE,
            IncrementalAlterConfigsCases.REQUEST,
            IncrementalAlterConfigsCases.RESPONSE,
            DescribeClusterCases.REQUEST,
            DescribeClusterCases.RESPONSE,
            DescribeTopicPartitionsCases.REQUEST,
            DescribeTopicPartitionsCases.RESPONSE,
            FindCoordinatorCases.REQUEST,
            FindCoordinatorCases.RESPONSE);

    private MessageCases() {}

    static Stream<MessageCase.Versioned<?>> allVersions() {
        return ALL.stream().flatMap(MessageCase::versions);
    }

    static org.apache.kafka.common.Uuid uuid(Uuid ours) {
        return new org.apache.kafka.common.Uuid(ours.msb(), ours.lsb());
    }

    /** Fills one of the collections that kafka-clients looks up by key; they never take two equal elements. */
    static <E extends ImplicitLinkedHashCollection.Element, C extends ImplicitLinkedHashCollection<E>> C collect(
            C collection, List<E> elements) {
        elements.forEach(collection::mustAdd);
        return collection;
    }

    static MemoryRecords records(List<ByteBuffer> ours) {
        return ours == null ? null : MemoryRecords.readableRecords(ours.get(0).duplicate());
    }
}
