package dev.kurier.protocol.oracle;

import dev.kurier.protocol.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.MemoryRecords;

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
            ListOffsetsCases.RESPONSE);

    private MessageCases() {}

    static Stream<MessageCase.Versioned<?>> allVersions() {
        return ALL.stream().flatMap(MessageCase::versions);
    }

    static org.apache.kafka.common.Uuid uuid(Uuid ours) {
        return new org.apache.kafka.common.Uuid(ours.msb(), ours.lsb());
    }

    static MemoryRecords records(List<ByteBuffer> ours) {
        return ours == null ? null : MemoryRecords.readableRecords(ours.get(0).duplicate());
    }
}
