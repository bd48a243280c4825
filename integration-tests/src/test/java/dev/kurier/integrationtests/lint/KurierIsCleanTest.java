package dev.kurier.integrationtests.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Producer;
import dev.kurier.api.ProducerRecord;
import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import dev.kurier.producer.Kurier;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.compress.CompressionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Has Kurier's own producer send with each codec, and the stub's linter read what it sent. */
@Timeout(60)
class KurierIsCleanTest {
    private static final int RECORDS = 200;

    @ParameterizedTest
    @CsvSource({
        "none, all, true",
        "gzip, all, true",
        "snappy, all, true",
        "lz4, all, true",
        "zstd, all, true",
        "none, 1, default",
        "zstd, 1, false",
        "none, 0, false",
        "lz4, 0, false"
    })
    void sendsNothingThatTheLinterFindsFaultWith(String codec, String acks, String idempotence) throws Exception {
        try (StubServer stub = StubCluster.builder()
                .brokers(2)
                .topic("t", 4)
                .recordRequests(true)
                .lint()
                .start()) {
            Map<String, String> settings = new HashMap<>();
            settings.put("bootstrap.servers", stub.bootstrapServers());
            settings.put("key.serializer", "string");
            settings.put("value.serializer", "string");
            settings.put("compression.type", codec);
            settings.put("acks", acks);
            if (!idempotence.equals("default")) {
                settings.put("enable.idempotence", idempotence);
            }
            send(settings);

            stub.cluster().records("t").await(RECORDS, Duration.ofSeconds(20));
            stub.cluster().lint().assertClean();
            assertThat(stub.cluster().requests(ApiKey.PRODUCE).batches())
                    .extracting(batch -> batch.compression())
                    .contains(CompressionType.forName(codec));
        }
    }

    private static void send(Map<String, String> settings) throws Exception {
        List<Delivery> deliveries = new ArrayList<>();
        try (Producer<Object, Object> producer = Kurier.producer(settings).build()) {
            for (int i = 0; i < RECORDS; i++) {
                ProducerRecord<Object, Object> record = i % 7 == 0
                        ? ProducerRecord.tombstone("t", "key-" + i % 20)
                        : ProducerRecord.of("t", "key-" + i % 20, "value ".repeat(i % 50) + i);
                deliveries.add(producer.send(i % 3 == 0 ? record.withHeader("h", null) : record));
            }
        }
        for (Delivery delivery : deliveries) {
            delivery.get();
        }
    }
}
