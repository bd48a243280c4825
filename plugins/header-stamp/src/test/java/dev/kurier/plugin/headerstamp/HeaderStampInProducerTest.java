package dev.kurier.plugin.headerstamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Chooses the plugin in a producer's settings and looks at what the broker got. */
class HeaderStampInProducerTest {
    @Test
    void stampsRecordsAndTombstonesOnTheirWay() throws Exception {
        try (StubServer stub = StubCluster.builder().topic("orders", 1).start()) {
            try (Producer<String, String> producer = Kurier.producer(stub.bootstrapServers())
                    .serializers("string", "string")
                    .set("client.id", "billing-1")
                    .set("interceptor.classes", "header-stamp")
                    .set("interceptor.header-stamp.header.source", "{client.id}")
                    .set("interceptor.header-stamp.header.X-Team", "blue")
                    .build()) {
                producer.send(ProducerRecord.of("orders", "k", "v")).get();
                producer.send(ProducerRecord.tombstone("orders", "k")).get();
            }

            assertThat(stub.cluster().records("orders", 0))
                    .hasSize(2)
                    .allSatisfy(stored -> assertThat(stored.headers())
                            .extracting(HeaderStampInProducerTest::text)
                            .containsExactly("X-Team=blue", "source=billing-1"));
        }
    }

    private static String text(StoredRecord.Header header) {
        return header.name() + "="
                + StandardCharsets.UTF_8.decode(header.value().duplicate());
    }
}
