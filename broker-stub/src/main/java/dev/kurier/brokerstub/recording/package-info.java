/**
 * Recordings: all frames of a cluster's connections in a file, read again, and sent again to another cluster.
 *
 * <p>Owns the file's format, and the comparison of answers. It must not know how an answer comes about. Start at
 * {@link dev.kurier.brokerstub.recording.Recorder} for what is written, at {@link
 * dev.kurier.brokerstub.recording.Recording} for what is read.
 */
@NullMarked
package dev.kurier.brokerstub.recording;

import org.jspecify.annotations.NullMarked;
