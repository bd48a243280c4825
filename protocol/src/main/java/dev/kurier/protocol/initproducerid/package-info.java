/**
 * The InitProducerId API (22): the identity under which a producer numbers its batches.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.initproducerid.InitProducerIdRequest}.
 */
@NullMarked
package dev.kurier.protocol.initproducerid;

import org.jspecify.annotations.NullMarked;
