package dev.kurier.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.BufferExhaustedException;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.brokerstub.StoredRecord;
import dev.kurier.protocol.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shows the exchange of the partitioner on a running producer, in virtual time. */
class PartitionerSwapTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaByHand kafka = KafkaByHand.with(
            "linger.ms",
            1_000,
            "request.timeout.ms",
            2_000,
            "delivery.timeout.ms",
            5_000,
            "partitioner.class",
            "sticky");

    @Test
    void recordsOfAKeyGoWhereTheOtherPartitionerSaysOnceAllBeforeAreWritten() {
        swap(new Always(1));
        kafka.producer().send(keyed("a"));
        kafka.producer().send(keyed("b"));

        swap(new Always(2));
        assertThat(values(1)).as("all before the exchange are written").containsExactly("a", "b");
        kafka.producer().send(keyed("c"));
        kafka.producer().flush();

        assertThat(values(1)).containsExactly("a", "b");
        assertThat(values(2)).containsExactly("c");
    }

    @Test
    void aPluginIsFoundByNameAndGetsItsSettings() {
        kafka.pluggable().swapPartitioner("round-robin", Map.of(), TIMEOUT);
        for (int i = 0; i < 3; i++) {
            kafka.producer().send(keyed("v" + i));
        }
        kafka.producer().flush();

        for (int partition = 0; partition < 3; partition++) {
            assertThat(values(partition)).hasSize(1);
        }
        assertThatThrownBy(() -> kafka.pluggable().swapPartitioner("sticky", Map.of("sede", "1"), TIMEOUT))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("it has no setting sede. Did you mean seed?");
        assertThatThrownBy(() -> kafka.pluggable().swapPartitioner("stickie", Map.of(), TIMEOUT))
                .hasMessageContaining("Did you mean sticky?");
    }

    @Test
    void recordsWithAKeyWaitWhileThoseWithoutGoOn() {
        swap(new Always(1));
        kafka.producer().send(keyed("before"));
        List<Delivery> meanwhile = new ArrayList<>();
        kafka.cluster()
                .every(ApiKey.PRODUCE)
                .when(request -> {
                    if (meanwhile.isEmpty()) {
                        meanwhile.add(kafka.producer().trySend(keyed("with a key")));
                        meanwhile.add(kafka.producer().trySend(ProducerRecord.of("t", "without")));
                        meanwhile.add(kafka.producer().trySend(keyed("placed").withPartition(0)));
                    }
                    return false;
                })
                .observe();

        swap(new Always(2));
        kafka.producer().flush();

        assertThat(meanwhile.get(0).isDone()).isTrue();
        assertThat(meanwhile.get(0).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(BufferExhaustedException.class)
                .withMessageContaining("has to wait while the partitioner is exchanged");
        assertThat(values(1)).containsExactly("before", "without");
        assertThat(values(0)).containsExactly("placed");
    }

    @Test
    void aRecordChosenBeforeAndAppendedAfterHoldsLaterOnesOfItsKeyBack() {
        Partitioner old = new Partitioner() {
            private boolean swapped;

            @Override
            public int partition(PartitionContext context) {
                if (!swapped) {
                    swapped = true;
                    kafka.pluggable().swapPartitioner(new Always(2), TIMEOUT);
                }
                return 1;
            }
        };
        swap(old);

        Delivery straggler = kafka.producer().send(keyed("straggler"));
        Delivery tooSoon = kafka.producer().trySend(keyed("too soon"));
        assertThat(straggler.isDone()).isFalse();
        assertThat(tooSoon.isDone())
                .as("refused while the straggler is under way")
                .isTrue();
        kafka.producer().send(keyed("waits"));
        assertThat(straggler.isDone()).as("send has waited for the straggler").isTrue();
        kafka.producer().flush();

        assertThat(values(1)).containsExactly("straggler");
        assertThat(values(2)).containsExactly("waits");
    }

    @Test
    void theOldOneStaysWhenRecordsHaveNoOutcomeInTime() {
        swap(new Always(1));
        kafka.cluster().next(ApiKey.PRODUCE).once().delay(Duration.ofMillis(1_500));
        kafka.producer().send(keyed("a"));

        assertThatThrownBy(() -> kafka.pluggable().swapPartitioner(new Always(2), Duration.ofSeconds(1)))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("Always can't be put in place: records sent before had no outcome within 1000 ms")
                .hasMessageContaining("stays in place");
        kafka.producer().send(keyed("b"));
        kafka.producer().flush();

        assertThat(values(1)).containsExactly("a", "b");
    }

    @Test
    void theOldOneStaysWhileWhatMayBeWrittenIsStillSentAgain() {
        swap(new Always(1));
        kafka.producer().send(keyed("first"));
        kafka.producer().flush();
        kafka.cluster().every(ApiKey.PRODUCE).afterApply().disconnect();
        Delivery unknown = kafka.producer().send(keyed("a"));
        kafka.runUntil(unknown::isDone);
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);

        assertThatThrownBy(() -> swap(new Always(2)))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("1 record(s) reported UNKNOWN are still being sent again");
    }

    @Test
    void everyPartitionerIsClosedOnceWithTheProducer() {
        List<Always> all = List.of(new Always(0), new Always(1), new Always(2));
        all.forEach(this::swap);
        swap(all.get(0));
        assertThat(all).allMatch(partitioner -> partitioner.closed == 0);

        kafka.producer().close();

        assertThat(all).allMatch(partitioner -> partitioner.closed == 1);
    }

    @Test
    void aTimeoutMustBePositive() {
        assertThatThrownBy(() -> kafka.pluggable().swapPartitioner(new Always(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout=PT0S is not allowed");
    }

    private void swap(Partitioner next) {
        kafka.pluggable().swapPartitioner(next, TIMEOUT);
    }

    private static ProducerRecord<String, String> keyed(String value) {
        return ProducerRecord.of("t", "key", value);
    }

    private List<String> values(int partition) {
        return kafka.cluster().records("t", partition).stream()
                .map(StoredRecord::valueText)
                .toList();
    }

    private static final class Always implements Partitioner {
        private final int partition;
        private int closed;

        Always(int partition) {
            this.partition = partition;
        }

        @Override
        public int partition(PartitionContext context) {
            return partition;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
