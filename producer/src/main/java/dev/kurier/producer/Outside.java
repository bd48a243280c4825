package dev.kurier.producer;

import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.Waiter;
import dev.kurier.sender.transport.NameResolver;
import dev.kurier.sender.transport.Transport;
import java.util.random.RandomGenerator;

/**
 * Holds what a producer has of the outside world; a simulation replaces all of it.
 *
 * @param transport the network
 * @param resolver looks up names
 * @param random draws jitter
 * @param clocks tells the time
 * @param waiter waits for blocking calls
 * @param threads makes the threads and recognises them
 */
record Outside(
        Transport transport,
        NameResolver resolver,
        RandomGenerator random,
        Clocks clocks,
        Waiter waiter,
        InnerThreads threads) {}
