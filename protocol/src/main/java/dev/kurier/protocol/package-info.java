/**
 * Kafka's bytes: the primitives, the headers, the list of APIs and the table of error codes.
 *
 * <p>Owns how values look on the wire. Pure functions: knows nothing of threads, sockets, retries or memory budgets.
 * Each API has a package of its own below this one, with a record for its request and one for its response; start
 * reading at {@link dev.kurier.protocol.ApiKey}, then {@code produce.ProduceRequest}. Messages keep the lists they are
 * given: whoever makes one does not change it afterwards.
 */
@NullMarked
package dev.kurier.protocol;

import org.jspecify.annotations.NullMarked;
