package dev.kurier.producer.send;

import com.google.common.base.Throwables;
import dev.kurier.accumulator.handover.Ticket;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.error.ProducerClosedException;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.producer.plugin.ContextLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the partitioner in use and exchanges it so that the records of a key keep their order.
 *
 * <p>While it is exchanged, records with a key wait here until those sent before have ended. A record that had its partition
 * chosen before the gate closed but was appended after is a straggler: the gate stays closed, or closes again, until that
 * one has ended, too. Callers pay two volatile reads a record for this and no lock.
 */
final class PartitionerGate implements AutoCloseable {
    private final Supplier<? extends Ticket> settling;
    private final List<Partitioner> all = new ArrayList<>();
    private final List<Opening> waiting = new ArrayList<>();
    private volatile Passage passage;
    private boolean exchanging;
    private boolean closed;
    private final Set<Straggler> stragglers = new HashSet<>();

    /**
     * Begins with a partitioner.
     *
     * @param settling asks the sender to end all that was accepted so far, and gives what ends then
     */
    PartitionerGate(Partitioner first, Supplier<? extends Ticket> settling) {
        this.settling = settling;
        all.add(first);
        passage = new Passage(first, null);
    }

    /**
     * Is what a record passes by.
     *
     * @param partitioner chooses for it
     * @param opening ends when records with a key may pass; null if they may now
     */
    record Passage(Partitioner partitioner, @Nullable Opening opening) {}

    /** Is the wish that the gate may open. */
    static final class Opening extends Ticket {
        private void ended() {
            end();
        }
    }

    /** Is a record under way whose partition was chosen by {@code partitioner} before something changed. */
    private static final class Straggler {
        private final Partitioner partitioner;

        private Straggler(Partitioner partitioner) {
            this.partitioner = partitioner;
        }
    }

    /** What a record passes by now. */
    Passage passage() {
        return passage;
    }

    /** Takes note of a record with a key that is in a batch, chosen by what may have changed since. */
    void passed(Passage by) {
        Passage now = passage;
        if (now != by && (now.opening() != null || now.partitioner() != by.partitioner())) {
            Ticket ending = settling.get();
            Straggler straggler = new Straggler(by.partitioner());
            straggles(straggler);
            ending.onDone(() -> hasEnded(straggler));
        }
    }

    /**
     * Closes the gate for an exchange; {@link #exchange} or {@link #keep} has to follow.
     *
     * @throws PluginException if an exchange is under way already
     */
    synchronized void shut(String what) {
        if (exchanging) {
            throw new PluginException(
                    what + " can't be put in place: an exchange is under way. Wait for its end.", null);
        }
        exchanging = true;
        shut();
    }

    /** What ends when no straggler is left that was known when this was asked. */
    synchronized Ticket quiet() {
        Opening quiet = new Opening();
        if (stragglers.isEmpty()) {
            quiet.ended();
        } else {
            waiting.add(quiet);
        }
        return quiet;
    }

    /** Puts the other partitioner in place and opens the gate. */
    synchronized void exchange(Partitioner next) {
        if (closed) {
            throw new ProducerClosedException(
                    "the producer was closed while its partitioner was exchanged; the new one was not put in place.");
        }
        if (all.stream().noneMatch(known -> known == next)) {
            all.add(next);
        }
        passage = new Passage(next, passage.opening());
        keep();
    }

    /** Leaves the partitioner as it is now and opens the gate. */
    synchronized void keep() {
        exchanging = false;
        openIfQuiet();
    }

    private synchronized void straggles(Straggler straggler) {
        stragglers.add(straggler);
        if (straggler.partitioner != passage.partitioner()) {
            shut();
        }
    }

    private synchronized void hasEnded(Straggler straggler) {
        // Told twice, perhaps.
        if (stragglers.remove(straggler)) {
            if (stragglers.isEmpty()) {
                waiting.forEach(Opening::ended);
                waiting.clear();
            }
            openIfQuiet();
        }
    }

    private void shut() {
        if (passage.opening() == null) {
            passage = new Passage(passage.partitioner(), new Opening());
        }
    }

    /** Records that the partitioner in use chose for are in its order anyway; only those of others keep the gate shut. */
    private void openIfQuiet() {
        Opening opening = passage.opening();
        Partitioner inUse = passage.partitioner();
        if (!exchanging
                && opening != null
                && stragglers.stream().allMatch(straggler -> straggler.partitioner == inUse)) {
            passage = new Passage(inUse, null);
            opening.ended();
        }
    }

    /** Closes every partitioner that was ever in use: a call may still be inside an old one until the producer closes. */
    @Override
    @SuppressWarnings("CatchThrowable") // one that can't close must not keep the others open
    public void close() {
        List<Partitioner> closing;
        synchronized (this) {
            closed = true;
            closing = List.copyOf(all);
            all.clear();
        }
        Throwable failure = null;
        for (Partitioner partitioner : closing) {
            try (ContextLoader own = ContextLoader.of(partitioner.getClass())) {
                partitioner.close();
            } catch (Throwable e) {
                failure = e;
            }
        }
        if (failure != null) {
            Throwables.throwIfUnchecked(failure);
            throw new IllegalStateException(failure);
        }
    }
}
