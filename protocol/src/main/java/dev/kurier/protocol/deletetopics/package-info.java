/**
 * The DeleteTopics API (20): removes topics, by name or by id.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.deletetopics.DeleteTopicsRequest}.
 */
@NullMarked
package dev.kurier.protocol.deletetopics;

import org.jspecify.annotations.NullMarked;
