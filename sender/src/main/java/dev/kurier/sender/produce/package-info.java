/**
 * Puts batches into Produce requests, and says truthfully what the answers mean for them.
 *
 * <p>Owns the assembly of requests and the meaning of answers. What may be sent next is the lanes' affair, sockets are the
 * network's. Everything runs on the sender's thread. Start reading at {@link
 * dev.kurier.sender.produce.ProduceRequestAssembler} and {@link dev.kurier.sender.produce.ProduceResponseHandler}.
 */
@NullMarked
package dev.kurier.sender.produce;

import org.jspecify.annotations.NullMarked;
