package dev.kurier.brokerstub.recording;

import dev.kurier.brokerstub.connection.ClusterCore;
import dev.kurier.brokerstub.recording.RecordingFormat.Stamp;
import dev.kurier.brokerstub.tap.FrameTap;
import dev.kurier.brokerstub.tap.Party;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every frame that a cluster receives and sends into a file, until it is closed or the file has its full size.
 *
 * <p>Each entry is handed to the operating system before the broker goes on: what a killed process had recorded is there,
 * but for the entry it was just writing. (That makes each request wait for a write into the page cache; after a power failure
 * there may be less.) A file that can't be written ends the recording, is logged, and does not disturb the cluster. May be
 * used from any thread, also from one that is interrupted: the recording goes on.
 */
public final class Recorder implements FrameTap, AutoCloseable {
    /** How large a recording becomes at most unless told otherwise: 256 MiB. */
    public static final long DEFAULT_MAX_BYTES = 256L << 20;

    /** How large a recording may be at most: 1 GiB, so that it can be read into memory. */
    public static final long LARGEST_MAX_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int RESERVED_FOR_END = 256;
    private static final int BYTES_PER_WRITE = 64 << 10;

    private final ClusterCore core;
    private final Path file;

    /** No channel: whichever thread holds the cluster's lock writes, and a channel closes itself if that is interrupted. */
    private final OutputStream out;

    private final byte[] unwritten = new byte[BYTES_PER_WRITE];
    private final long maxBytes;
    private int unwrittenBytes;
    private long writtenBytes;
    private long firstNs;
    private boolean begun;
    private @Nullable String ended;

    private Recorder(ClusterCore core, Path file, OutputStream out, long maxBytes) {
        this.core = core;
        this.file = file;
        this.out = out;
        this.maxBytes = maxBytes;
    }

    /**
     * Begins to record a cluster into a new file.
     *
     * @param file of the default file system
     * @param maxBytes how large the file becomes at most; then the recording ends, and its last entry says so
     * @throws UncheckedIOException if the file exists or can't be written
     */
    public static Recorder start(ClusterCore core, Path file, long maxBytes) {
        if (maxBytes < RecordingFormat.MAX_HEAD_BYTES || maxBytes > LARGEST_MAX_BYTES) {
            throw new IllegalArgumentException("maxBytes=" + maxBytes + " of a recording is not in "
                    + RecordingFormat.MAX_HEAD_BYTES + ".." + LARGEST_MAX_BYTES);
        }
        OutputStream out;
        try {
            out = new FileOutputStream(Files.createFile(file).toFile());
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("recording=" + file + " exists; choose another name, or delete it first", e);
        } catch (IOException e) {
            throw new UncheckedIOException("recording=" + file + " can't be written: " + e, e);
        }
        Recorder recorder = new Recorder(core, file, out, maxBytes);
        synchronized (core.lock()) {
            recorder.writeHead();
            core.addTap(recorder);
        }
        return recorder;
    }

    /** Returns the file that is written. */
    public Path file() {
        return file;
    }

    /** Tells whether it still records: it has not been closed, the file is not full and could be written. */
    public boolean isRecording() {
        return endedBecause() == null;
    }

    /** Returns why nothing is recorded any more, or null while something is. */
    public @Nullable String endedBecause() {
        return core.ask(state -> ended);
    }

    /** Returns the size of the file so far. */
    public long sizeBytes() {
        return core.ask(state -> writtenBytes);
    }

    /** Ends the recording; a second time does nothing. */
    @Override
    public void close() {
        synchronized (core.lock()) {
            core.removeTap(this);
            end("closed");
        }
    }

    @Override
    public void opened(Party party, long nowNs) {
        record(EntryKind.OPENED, party, text(party.peer()), nowNs);
    }

    @Override
    public void received(Party party, ByteBuffer frame, long nowNs) {
        record(EntryKind.REQUEST, party, List.of(frame), nowNs);
    }

    @Override
    public void answered(Party party, List<ByteBuffer> bytes, boolean whole, long nowNs) {
        record(whole ? EntryKind.ANSWER : EntryKind.FAULTY_ANSWER, party, whole ? behindSize(bytes) : bytes, nowNs);
    }

    @Override
    public void closed(Party party, Closer by, long nowNs) {
        record(EntryKind.CLOSED, party, text(by.name().toLowerCase(Locale.ROOT).replace('_', '-')), nowNs);
    }

    @Override
    public void end() {
        end("the cluster was closed");
    }

    private void record(EntryKind kind, Party party, List<ByteBuffer> bytes, long nowNs) {
        if (ended != null) {
            return;
        }
        if (!begun) {
            begun = true;
            firstNs = nowNs;
        }
        long sizeBytes = RecordingFormat.FIXED_BYTES + RecordingFormat.AROUND_BYTES;
        for (ByteBuffer part : bytes) {
            sizeBytes += part.remaining();
        }
        if (writtenBytes + sizeBytes > maxBytes - RESERVED_FOR_END) {
            end("full: max-bytes=" + maxBytes + " would be exceeded");
            LOG.warn("recording={} is full, maxBytes={}: what comes now is not recorded", file, maxBytes);
            return;
        }
        Stamp stamp = new Stamp(party.connectionId(), party.brokerId(), nowNs - firstNs);
        write(RecordingFormat.entry(kind, stamp, bytes));
    }

    private void writeHead() {
        byte[] head = RecordingFormat.head(
                core.state().settings().clusterId(), core.state().brokers().size(), core.wallMs(), maxBytes);
        write(ByteBuffer.wrap(head));
    }

    private void end(String why) {
        if (ended == null) {
            write(RecordingFormat.entry(EntryKind.END, new Stamp(0, 0, core.nowNs() - firstNs), text(why)));
            fail(why);
        }
    }

    /** Writes nothing from now on. */
    private void fail(String why) {
        if (ended != null) {
            return;
        }
        ended = why;
        try {
            out.close();
        } catch (IOException e) {
            LOG.warn("recording={} closed badly: {}", file, e.toString());
        }
    }

    private void write(ByteBuffer... parts) {
        try {
            for (ByteBuffer part : parts) {
                gather(part.duplicate());
            }
            flush();
        } catch (IOException e) {
            LOG.warn("recording={} ends: it can't be written any more: {}", file, e.toString());
            fail("not written: " + e);
        }
    }

    private void gather(ByteBuffer part) throws IOException {
        while (part.hasRemaining()) {
            int count = Math.min(part.remaining(), unwritten.length - unwrittenBytes);
            part.get(unwritten, unwrittenBytes, count);
            unwrittenBytes += count;
            if (unwrittenBytes == unwritten.length) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        out.write(unwritten, 0, unwrittenBytes);
        writtenBytes += unwrittenBytes;
        unwrittenBytes = 0;
    }

    private static List<ByteBuffer> text(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<ByteBuffer> behindSize(List<ByteBuffer> frame) {
        List<ByteBuffer> parts = new ArrayList<>(frame);
        ByteBuffer first = parts.get(0).duplicate();
        parts.set(0, first.position(first.position() + Integer.BYTES));
        return parts;
    }
}
