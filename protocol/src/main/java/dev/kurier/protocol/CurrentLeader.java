package dev.kurier.protocol;

/**
 * Names the leader that a broker believes a partition has, in answers that refuse for not being it (KIP-951).
 *
 * @param leaderId the leader's broker id, -1 if unknown
 * @param leaderEpoch its epoch, -1 if unknown
 */
public record CurrentLeader(int leaderId, int leaderEpoch) {
    /** Stands for an answer that names no leader. */
    public static final CurrentLeader NONE = new CurrentLeader(-1, -1);

    /** Reads one. */
    public static CurrentLeader read(WireReader in) {
        CurrentLeader leader = new CurrentLeader(in.int32(), in.int32());
        in.skipTaggedFields();
        return leader.equals(NONE) ? NONE : leader;
    }

    /** Writes this leader. */
    public void write(WireWriter out) {
        out.int32(leaderId);
        out.int32(leaderEpoch);
        out.noTaggedFields();
    }
}
