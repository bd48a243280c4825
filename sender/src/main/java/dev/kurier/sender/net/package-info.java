/**
 * Carries requests to brokers and answers back: one connection per broker, never blocking.
 *
 * <p>Owns framing, version negotiation, request time-outs and
 * reconnect back-off. Knows nothing of batches, topics or sequences. Everything but {@link
 * dev.kurier.sender.transport.Transport#wakeup} runs on the sender's thread. Start reading at {@link
 * dev.kurier.sender.net.BrokerConnection}.
 */
@NullMarked
package dev.kurier.sender.net;

import org.jspecify.annotations.NullMarked;
