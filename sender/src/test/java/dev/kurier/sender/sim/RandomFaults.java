package dev.kurier.sender.sim;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.script.FaultBuilder;
import dev.kurier.brokerstub.script.ProduceAnswer;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import java.time.Duration;
import java.util.SplittableRandom;

/** Plants trouble of all kinds, as a seed has it. */
final class RandomFaults {
    private static final ErrorCode[] ERRORS = {
        ErrorCode.NOT_LEADER_OR_FOLLOWER,
        ErrorCode.NOT_ENOUGH_REPLICAS,
        ErrorCode.REQUEST_TIMED_OUT,
        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
        ErrorCode.KAFKA_STORAGE_ERROR,
        ErrorCode.UNKNOWN_SERVER_ERROR,
        ErrorCode.INVALID_RECORD,
        ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
        ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
        ErrorCode.MESSAGE_TOO_LARGE,
    };

    /** Errors that say "not written" and go away. */
    private static final ErrorCode[] PASSING = {
        ErrorCode.NOT_LEADER_OR_FOLLOWER, ErrorCode.NOT_ENOUGH_REPLICAS, ErrorCode.LEADER_NOT_AVAILABLE,
    };

    private final Simulation sim;
    private final int acks;
    private final SplittableRandom random;

    RandomFaults(Simulation sim, int acks, SplittableRandom random) {
        this.sim = sim;
        this.acks = acks;
        this.random = random;
    }

    /** Plants one fault, or none. */
    void plant() {
        StubCluster cluster = sim.cluster();
        switch (random.nextInt(25)) {
            case 0 -> produce().fail(refusal());
            case 1 -> produce().afterApply().fail(unclear());
            case 2 -> produce().disconnect();
            case 3 -> produce().afterApply().disconnect();
            case 4 -> produce().neverAnswer();
            case 5 -> produce().delay(Duration.ofMillis(random.nextInt(2_000)));
            case 6 -> produce().afterApply().omit();
            case 7 -> cluster.next(ApiKey.METADATA).disconnect();
            case 8 -> moveLeader(random.nextInt(3), 1 + random.nextInt(2));
            case 9 -> sim.transport().resetAll();
            case 10 -> produce().throttle(Duration.ofMillis(random.nextInt(500)));
            case 11 -> cluster.next(ApiKey.INIT_PRODUCER_ID).fail(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
            case 12 -> sim.transport().silence(random.nextBoolean());
            case 13 -> sim.transport().stall(random.nextBoolean());
            case 14 -> sim.transport().refuse(1 + random.nextInt(2), random.nextBoolean());
            case 15 -> killOrRestart(1 + random.nextInt(2));
            case 16 -> cluster.next(ApiKey.API_VERSIONS).disconnect();
            case 17 -> produce().applyLate(Duration.ofMillis(random.nextInt(3_000)));
            case 18 -> cluster.partition("t", random.nextInt(3)).leaderless(Duration.ofMillis(random.nextInt(2_000)));
            case 19 ->
                cluster.partition("t", random.nextInt(3)).staleMetadataFor(Duration.ofMillis(random.nextInt(4_000)));
            case 20 -> cluster.next(ApiKey.METADATA).neverAnswer();
            case 21 ->
                produce()
                        .answer(ProduceAnswer.truth()
                                .error(ErrorCode.INVALID_RECORD)
                                .recordError(1, "bad"));
            default -> {
                // Calm.
            }
        }
    }

    /** Plants trouble that a producer with time enough gets over, or none. */
    void plantPassing() {
        StubCluster cluster = sim.cluster();
        switch (random.nextInt(18)) {
            case 0 -> produce().fail(PASSING[random.nextInt(PASSING.length)]);
            case 1 -> produce().afterApply().fail(ErrorCode.REQUEST_TIMED_OUT);
            case 2 -> produce().disconnect();
            case 3 -> produce().afterApply().disconnect();
            case 4 -> produce().afterApply().omit();
            case 5 -> produce().delay(Duration.ofMillis(random.nextInt(2_000)));
            case 6 -> moveLeader(random.nextInt(3), 1 + random.nextInt(2));
            case 7 -> sim.transport().resetAll();
            case 8 -> cluster.next(ApiKey.METADATA).disconnect();
            case 11 -> cluster.partition("t", random.nextInt(3)).leaderless(Duration.ofMillis(random.nextInt(2_000)));
            case 12 ->
                cluster.partition("t", random.nextInt(3)).staleMetadataFor(Duration.ofMillis(random.nextInt(4_000)));
            case 13 -> killOrRestart(1 + random.nextInt(2));
            case 9, 10 -> {
                // A broker can't be reached; who leads instead is decided later, or never.
                sim.transport().refuse(1 + random.nextInt(2), random.nextBoolean());
                sim.transport().resetAll();
            }
            default -> {
                // Calm.
            }
        }
    }

    /** Refuses the first batch of a partition, of which no broker knows anything yet: the next would be taken (KAFKA-15591). */
    void refuseFirstOf(int partition) {
        sim.cluster()
                .next(ApiKey.PRODUCE)
                .topic("t")
                .partition(partition)
                .fail(PASSING[random.nextInt(PASSING.length)]);
    }

    /** Ends all trouble. */
    void calm() {
        sim.cluster().clearFaults();
        sim.transport().silence(false);
        sim.transport().stall(false);
        sim.cluster().brokers().forEach(broker -> {
            sim.transport().refuse(broker.id(), false);
            if (!sim.cluster().broker(broker.id()).isUp()) {
                sim.cluster().broker(broker.id()).restart();
            }
        });
    }

    private void moveLeader(int partition, int broker) {
        if (sim.cluster().broker(broker).isUp()
                && sim.cluster().partition("t", partition).isr().contains(broker)) {
            sim.cluster().partition("t", partition).moveLeader(broker);
        }
    }

    private void killOrRestart(int broker) {
        if (!sim.cluster().broker(broker).isUp()) {
            sim.cluster().broker(broker).restart();
        } else if (sim.cluster().brokers().stream()
                        .filter(b -> sim.cluster().broker(b.id()).isUp())
                        .count()
                > 1) {
            sim.cluster().broker(broker).kill();
        }
    }

    private FaultBuilder produce() {
        return sim.cluster().next(ApiKey.PRODUCE).skip(random.nextInt(3)).times(1 + random.nextInt(3));
    }

    /** A code whose meaning is "not written" with these acks. */
    private ErrorCode refusal() {
        ErrorCode code;
        do {
            code = ERRORS[random.nextInt(ERRORS.length)];
        } while (code.mayBeWritten(acks));
        return code;
    }

    /** A code that leaves open whether the batch was written. */
    private ErrorCode unclear() {
        ErrorCode code;
        do {
            code = ERRORS[random.nextInt(ERRORS.length)];
        } while (!code.mayBeWritten(acks));
        return code;
    }
}
