package dev.kurier.producer;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.producer.listen.DeliveryListeners;
import dev.kurier.producer.send.AppendStep;
import dev.kurier.producer.send.BlockBudget;
import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.InterceptorChain;
import dev.kurier.producer.send.PartitionLoad;
import dev.kurier.producer.send.RecordSerializers;
import dev.kurier.producer.send.SendScratch;
import dev.kurier.producer.send.TimedRecords;
import dev.kurier.producer.send.TopicLookup;
import java.util.concurrent.TimeUnit;

/**
 * Holds the parts of a producer, put together.
 *
 * @param interceptors see each record first
 * @param listeners are told of its stages
 * @param topics finds partitions
 * @param serializers make bytes
 * @param swap knows what chooses the partition, and can exchange it
 * @param appending puts records into batches
 * @param accumulator holds the batches
 * @param clocks tells the time
 * @param lifecycle flushes and closes
 * @param metrics counts
 * @param timed chooses the records that are timed
 * @param budget measures out max.block.ms
 */
record ProducerParts<K, V>(
        InterceptorChain<K, V> interceptors,
        DeliveryListeners listeners,
        TopicLookup topics,
        RecordSerializers serializers,
        PartitionerSwap swap,
        AppendStep appending,
        RecordAccumulator accumulator,
        Clocks clocks,
        Lifecycle lifecycle,
        ProducerMetrics metrics,
        TimedRecords timed,
        BlockBudget budget) {
    SendScratch newScratch() {
        return new SendScratch(new ChainLoad(accumulator, clocks), budget.anew());
    }

    private record ChainLoad(RecordAccumulator accumulator, Clocks clocks) implements PartitionLoad {
        @Override
        public int queuedBatches(String topic, int partition) {
            return accumulator.chain(topic, partition).queuedBatches();
        }

        @Override
        public boolean hasOpenBatch(String topic, int partition) {
            return accumulator.chain(topic, partition).hasOpenBatch();
        }

        @Override
        public long stalledMs(String topic, int partition) {
            return TimeUnit.NANOSECONDS.toMillis(
                    accumulator.chain(topic, partition).stalledNs(clocks.nanoTime()));
        }
    }
}
