package dev.kurier.sender.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.accumulator.delivery.BatchOutcome;
import dev.kurier.accumulator.delivery.BatchTimes;
import dev.kurier.accumulator.delivery.CallbackBacklog;
import dev.kurier.accumulator.delivery.DeliveryContext;
import dev.kurier.accumulator.delivery.DeliveryEnvironment;
import dev.kurier.api.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionOrderTest {
    private static final DeliveryContext CONTEXT = new DeliveryContext(
            new DeliveryEnvironment(null, thrown -> {}, () -> false, Runnable::run, () -> 0L),
            new CallbackBacklog(Integer.MAX_VALUE, () -> {}, () -> {}));

    private final CompletionOrder order = new CompletionOrder();
    private final BatchOutcome first = outcome();
    private final BatchOutcome second = outcome();
    private final CompletionOrder.Place firstPlace = order.add(first);
    private final CompletionOrder.Place secondPlace = order.add(second);
    private final List<Object> handedOver = new ArrayList<>();

    @Test
    void holdsABatchUntilTheEarlierOneIsComplete() {
        complete(second, secondPlace, "second");
        assertThat(handedOver).isEmpty();
        complete(first, firstPlace, "first");
        assertThat(handedOver).containsExactly("first", first, "second", second);
    }

    @Test
    void handsOverWhatIsCompleteThoughTheEarlierOneNeverWillBe() {
        complete(second, secondPlace, "second");
        order.handOverAll(handedOver::add);
        assertThat(handedOver).containsExactly("second", second);
    }

    @Test
    void runsReportsOfPartsOfTheFirstBatchAtOnce() {
        secondPlace.report(() -> handedOver.add("part of second"));
        firstPlace.report(() -> handedOver.add("part of first"));
        assertThat(handedOver).containsExactly("part of first");
        complete(first, firstPlace, "first");
        assertThat(handedOver).containsExactly("part of first", "first", first, "part of second");
    }

    private void complete(BatchOutcome outcome, CompletionOrder.Place place, String report) {
        outcome.persisted(0, -1);
        place.report(() -> handedOver.add(report));
        place.completed(handedOver::add);
    }

    private static BatchOutcome outcome() {
        BatchOutcome outcome = new BatchOutcome(new TopicPartition("t", 0), CONTEXT, new BatchTimes(0));
        outcome.makeRoomForCallback(0);
        return outcome;
    }
}
