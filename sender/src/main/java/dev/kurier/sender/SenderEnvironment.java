package dev.kurier.sender;

import dev.kurier.sender.lane.CallbackHandover;
import dev.kurier.sender.transport.NameResolver;
import dev.kurier.sender.transport.Transport;
import dev.kurier.sender.watch.BatchWatcher;
import java.util.random.RandomGenerator;

/**
 * Holds what a sender has of the outside world; all of it can be replaced, so that a sender can be run by hand.
 *
 * @param transport the network
 * @param resolver looks up names
 * @param random draws the jitter of back-offs
 * @param callbacks takes finished batches that somebody waits for
 * @param watcher is told what becomes of batches
 */
public record SenderEnvironment(
        Transport transport,
        NameResolver resolver,
        RandomGenerator random,
        CallbackHandover callbacks,
        BatchWatcher watcher) {}
