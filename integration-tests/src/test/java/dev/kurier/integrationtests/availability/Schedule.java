package dev.kurier.integrationtests.availability;

import java.util.Locale;

/**
 * Lists the troubles, each a few seconds long.
 *
 * <p>What a schedule does ends before it returns: links pass, brokers run.
 */
enum Schedule {
    QUIET {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            pause.ms(5_000);
        }
    },
    CUT_ONE {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.link(2).cut();
            pause.ms(6_000);
            cluster.link(2).pass();
        }
    },
    RESET_OFTEN {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            for (int i = 0; i < 20; i++) {
                cluster.links().forEach(FaultyLink::resetAll);
                pause.ms(500);
            }
        }
    },
    DROP_ONE {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.link(2).drop();
            pause.ms(10_000);
            cluster.link(2).pass();
        }
    },
    DROP_ALL {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.links().forEach(FaultyLink::drop);
            pause.ms(8_000);
            cluster.links().forEach(FaultyLink::pass);
        }
    },
    DROP_IN_TURN {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            for (int i = 0; i < 6; i++) {
                FaultyLink link = cluster.link(1 + i % 3);
                link.drop();
                pause.ms(2_500);
                link.pass();
            }
        }
    },
    SLOW_ONE {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.link(2).slow(1_500);
            pause.ms(8_000);
            cluster.link(2).pass();
        }
    },
    FREEZE_ONE {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.broker(2).freeze();
            pause.ms(10_000);
            cluster.broker(2).thaw();
        }
    },
    KILL_ONE {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            cluster.broker(2).kill9();
            pause.ms(5_000);
            cluster.broker(2).restart();
        }
    },
    ROLLING_RESTART {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            for (int id = 2; id <= 3; id++) {
                cluster.broker(id).stop();
                cluster.broker(id).restart();
                pause.ms(3_000);
            }
        }
    },
    MOVE_LEADERS {
        @Override
        void run(ShakyCluster cluster, String topic, Pause pause) {
            for (int step = 1; step <= 6; step++) {
                cluster.moveLeaders(topic, step);
                pause.ms(1_000);
            }
        }
    };

    /** Causes the trouble, and returns when its cause is over. */
    abstract void run(ShakyCluster cluster, String topic, Pause pause);

    /** The name as it is written in arguments and tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Waits in real time: brokers have no other. */
    @FunctionalInterface
    interface Pause {
        void ms(long millis);
    }
}
