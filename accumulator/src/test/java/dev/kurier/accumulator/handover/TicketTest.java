package dev.kurier.accumulator.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTest {
    private final Wish ticket = new Wish();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsEverybodyWhoWaits() {
        ticket.onDone(() -> told.add("first"));
        ticket.onDone(() -> told.add("second"));

        ticket.finish();

        assertThat(told).containsExactlyInAnyOrder("first", "second");
        assertThat(ticket.isDone()).isTrue();
    }

    @Test
    void tellsNobodyBeforeTheEnd() {
        ticket.onDone(() -> told.add("first"));

        assertThat(told).isEmpty();
        assertThat(ticket.isDone()).isFalse();
    }

    @Test
    void tellsAtOnceWhoComesAfterTheEnd() {
        ticket.finish();

        ticket.onDone(() -> told.add("late"));

        assertThat(told).containsExactly("late");
    }

    private static final class Wish extends Ticket {
        void finish() {
            end();
        }
    }
}
