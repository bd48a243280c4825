/**
 * The CreateTopics API (19): new topics, with partitions, replicas and configs.
 *
 * <p>Owns the layout of both messages in every version. Start reading at
 * {@link dev.kurier.protocol.createtopics.CreateTopicsRequest}.
 */
@NullMarked
package dev.kurier.protocol.createtopics;

import org.jspecify.annotations.NullMarked;
