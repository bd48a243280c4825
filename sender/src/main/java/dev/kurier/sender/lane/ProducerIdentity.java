package dev.kurier.sender.lane;

/**
 * Names the source of a partition's sequence numbers (KIP-98).
 *
 * @param producerId as the cluster gave it out, or -1 for none
 * @param epoch from 0; a higher one starts its sequences at 0 and shuts out the lower ones
 */
public record ProducerIdentity(long producerId, short epoch) {
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);

    public boolean isPresent() {
        return producerId >= 0;
    }

    public boolean hasNextEpoch() {
        return epoch < Short.MAX_VALUE;
    }

    /** The next epoch; a broker takes it without having been told before. */
    public ProducerIdentity nextEpoch() {
        return new ProducerIdentity(producerId, (short) (epoch + 1));
    }
}
