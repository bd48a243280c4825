package dev.kurier.partitioners.librdkafka;

import dev.kurier.api.spi.PartitionContext;
import dev.kurier.partitioners.Murmur2;

/** Lists the hashes of keys that librdkafka knows; each is a number from 0 to 2^32 - 1 and allocates nothing. */
enum KeyHash {
    /** CRC-32 of IEEE 802.3, as in zlib. */
    CRC32("CRC-32") {
        @Override
        int of(PartitionContext key) {
            int crc = ~0;
            for (int i = 0; i < key.keySize(); i++) {
                crc = (crc >>> 8) ^ CrcTable.ENTRIES[(crc ^ key.keyByte(i)) & 0xff];
            }
            return ~crc;
        }
    },
    /** Kafka's own, without its sign bit. */
    MURMUR2("murmur2, without its sign,") {
        @Override
        int of(PartitionContext key) {
            return Murmur2.hashKey(key) & 0x7fffffff;
        }
    },
    /** FNV-1a of 32 bits, its absolute value: so Sarama and librdkafka agree. */
    FNV1A("the absolute value of FNV-1a") {
        @Override
        int of(PartitionContext key) {
            int hash = FNV_OFFSET;
            for (int i = 0; i < key.keySize(); i++) {
                hash = (hash ^ (key.keyByte(i) & 0xff)) * FNV_PRIME;
            }
            return Math.abs(hash);
        }
    };

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final String words;

    KeyHash(String words) {
        this.words = words;
    }

    /** The hash of the serialized key, to be read without a sign; a missing key counts as empty. */
    abstract int of(PartitionContext key);

    int partition(PartitionContext key) {
        return Integer.remainderUnsigned(of(key), key.partitionCount());
    }

    String explain(PartitionContext key) {
        return words + " of the key is " + Integer.toUnsignedString(of(key)) + ", modulo " + key.partitionCount()
                + " partitions";
    }

    /** Holds the remainder of each byte, for the reflected polynomial. */
    private static final class CrcTable {
        static final int POLYNOMIAL = 0xedb88320;
        static final int[] ENTRIES = new int[256];

        static {
            for (int i = 0; i < ENTRIES.length; i++) {
                int remainder = i;
                for (int bit = 0; bit < 8; bit++) {
                    remainder = (remainder >>> 1) ^ ((remainder & 1) == 0 ? 0 : POLYNOMIAL);
                }
                ENTRIES[i] = remainder;
            }
        }
    }
}
