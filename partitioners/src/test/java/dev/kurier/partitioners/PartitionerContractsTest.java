package dev.kurier.partitioners;

import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.testkit.PartitionerContract;
import org.junit.jupiter.api.Nested;

/** Holds every built-in partitioner to the contract. */
class PartitionerContractsTest {
    @Nested
    class ByDefault extends PartitionerContract {
        @Override
        protected PartitionerProvider provider() {
            return new DefaultPartitionerProvider();
        }
    }

    @Nested
    class RoundRobin extends PartitionerContract {
        @Override
        protected PartitionerProvider provider() {
            return new RoundRobinPartitionerProvider();
        }

        @Override
        protected boolean isByKey() {
            return false;
        }
    }

    @Nested
    class Sticky extends PartitionerContract {
        @Override
        protected PartitionerProvider provider() {
            return new StickyPartitionerProvider();
        }

        @Override
        protected boolean isByKey() {
            return false;
        }
    }
}
