package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.testkit.PartitionerContract;
import org.junit.jupiter.api.Nested;

/** Holds the partitioners of librdkafka to the contract. */
class LibrdkafkaContractsTest {
    abstract static class Of extends PartitionerContract {
        private final PartitionerProvider provider;

        Of(PartitionerProvider provider) {
            this.provider = provider;
        }

        @Override
        protected PartitionerProvider provider() {
            return provider;
        }
    }

    @Nested
    class Consistent extends Of {
        Consistent() {
            super(new ConsistentProvider());
        }
    }

    @Nested
    class ConsistentRandom extends Of {
        ConsistentRandom() {
            super(new ConsistentRandomProvider());
        }
    }

    @Nested
    class Murmur2 extends Of {
        Murmur2() {
            super(new Murmur2Provider());
        }
    }

    @Nested
    class Murmur2Random extends Of {
        Murmur2Random() {
            super(new Murmur2RandomProvider());
        }
    }

    @Nested
    class Fnv1a extends Of {
        Fnv1a() {
            super(new Fnv1aProvider());
        }
    }

    @Nested
    class Fnv1aRandom extends Of {
        Fnv1aRandom() {
            super(new Fnv1aRandomProvider());
        }
    }
}
