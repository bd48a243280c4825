package dev.kurier.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.PartitionContext;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Gives the checks partitioners with one fault each. */
class PartitionerChecksTest {
    private static final String STAYS =
            "chooses one of the topic's partitions, with nothing of the thread's context class loader";
    private static final String BY_KEY = "sends the records of a key to one partition, explained or not";
    private static final List<byte[]> KEYS = List.of(new byte[] {1}, new byte[] {2, 3}, new byte[0]);

    @Plugin(name = "probe", summary = "For tests.")
    public static final class Probe implements PartitionerProvider {
        private final Partitioner partitioner;

        public Probe() {
            this(PartitionerChecksTest::byKey);
        }

        Probe(Partitioner partitioner) {
            this.partitioner = partitioner;
        }

        @Override
        public Partitioner create(PluginSettings settings) {
            return partitioner;
        }
    }

    private static int byKey(PartitionContext context) {
        return Math.floorMod(Arrays.hashCode(context.keyBytes()), context.partitionCount());
    }

    @Test
    void findsNothingWrongWithAGoodPartitioner() {
        assertThat(Findings.of(checks(new Probe()).allByKey())).isEmpty();
    }

    @Test
    void findsAPartitionOutsideTheTopic() {
        assertThat(findings(context -> context.partitionCount())).containsKey(STAYS);
        assertThat(findings(context -> -1)).containsKey(STAYS);
        assertThat(findings(context -> context.hasKey() ? context.keyByte(0) % context.partitionCount() : 0))
                .as("a key of no bytes")
                .containsKey(STAYS);
    }

    @Test
    void findsOneThatAsksForPartitionsThatTheTopicDoesNotHave() {
        assertThat(findings(context -> context.isAvailable(context.partitionCount()) ? 0 : 0))
                .hasEntrySatisfying(STAYS, words -> assertThat(words).contains("it asked about partition 1"));
    }

    @Test
    void findsOneThatNeedsAKey() {
        assertThat(findings(context -> Math.floorMod(context.keyByte(0), context.partitionCount())))
                .containsKey(STAYS);
    }

    @Test
    void findsOneThatIsLostWithoutLeaders() {
        assertThat(findings(context -> {
                    for (int p = 0; p < context.partitionCount(); p++) {
                        if (context.isAvailable(p)) {
                            return p;
                        }
                    }
                    throw new IllegalStateException("no leader anywhere");
                }))
                .containsOnlyKeys("chooses while partitions have no leader, be it none of them");
    }

    @Test
    void findsOneThatRemembersAPartitionCountOfThePast() {
        AtomicReference<Integer> first = new AtomicReference<>();
        assertThat(findings(context -> {
                    first.compareAndSet(null, context.partitionCount());
                    return (context.keySize() + 1) % first.get();
                }))
                .isEmpty();
        assertThat(Findings.of(new PartitionerChecks(
                                PluginUnderTest.of(() -> new Probe(new Partitioner() {
                                    private int count;

                                    @Override
                                    public int partition(PartitionContext context) {
                                        count = Math.max(count, context.partitionCount());
                                        return count - 1;
                                    }
                                })),
                                KEYS)
                        .all()))
                .containsKey("follows a topic that grows and shrinks");
    }

    @Test
    void findsOneThatFailsWhenItIsTold() {
        assertThat(findings(new Partitioner() {
                    @Override
                    public int partition(PartitionContext context) {
                        return 0;
                    }

                    @Override
                    public void onBatchSealed(String topic, int partition) {
                        throw new IllegalStateException("never opened");
                    }
                }))
                .containsKey(STAYS);
    }

    @Test
    void findsOneThatMixesUpThreads() {
        assertThat(findings(new Partitioner() {
                    private volatile int count;

                    @Override
                    public int partition(PartitionContext context) {
                        count = context.partitionCount();
                        Thread.yield();
                        return count - 1;
                    }
                }))
                .containsOnlyKeys("chooses on several threads at once");
    }

    @Test
    void findsOneThatExplainsNothing() {
        assertThat(findings(new Partitioner() {
                    @Override
                    public int partition(PartitionContext context) {
                        return 0;
                    }

                    @Override
                    public String explain(PartitionContext context) {
                        return " ";
                    }
                }))
                .containsOnlyKeys("explains its choice");
    }

    @Test
    void findsOneThatSpreadsAKeyUnlessThatIsMeant() {
        AtomicInteger next = new AtomicInteger();
        Partitioner roundRobin = context -> Math.floorMod(next.getAndIncrement(), context.partitionCount());

        assertThat(Findings.of(checks(new Probe(roundRobin)).allByKey())).containsOnlyKeys(BY_KEY);
        assertThat(findings(roundRobin)).isEmpty();
    }

    private static Map<String, String> findings(Partitioner partitioner) {
        return Findings.of(checks(new Probe(partitioner)).all());
    }

    private static PartitionerChecks checks(PartitionerProvider provider) {
        return new PartitionerChecks(PluginUnderTest.of(() -> provider), KEYS);
    }
}
