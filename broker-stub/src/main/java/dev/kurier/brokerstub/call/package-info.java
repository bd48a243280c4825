/**
 * What a request is on its way through the cluster: read by a handler, a call that can be applied, an answer.
 *
 * <p>Owns these few shapes, which the rooms {@code connection} and {@code handler} share. It must not know any one API,
 * nor who carries the bytes. Start at {@link dev.kurier.brokerstub.call.ApiHandler}.
 */
@NullMarked
package dev.kurier.brokerstub.call;

import org.jspecify.annotations.NullMarked;
