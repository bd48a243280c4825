package dev.kurier.brokerstub.recording;

import dev.kurier.protocol.produce.ProduceRequest;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plays one recording once. For one thread. */
final class ReplayRun implements AutoCloseable {
    private final Replay replay;
    private final Targets targets;
    private final TopicIds topicIds = new TopicIds();
    private final AnswerComparison comparison;
    private final Map<Long, Line> lines = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private int requests;
    private int compared;
    private int notCompared;
    private int notSent;

    ReplayRun(Replay replay, Targets targets) {
        this.replay = replay;
        this.targets = targets;
        this.comparison = new AnswerComparison(replay.ignored(), topicIds);
    }

    /** Is one connection, with the requests whose answers have not been read. */
    private static final class Line {
        private final ReplayConnection connection;
        private final List<RecordedEntry> unanswered = new ArrayList<>();
        private boolean broken;

        Line(ReplayConnection connection) {
            this.connection = connection;
        }
    }

    ReplayReport play() throws IOException {
        Set<Integer> answered = new HashSet<>();
        for (RecordedEntry entry : replay.recording().entries()) {
            RecordedEntry request = entry.request();
            if (request != null) {
                answered.add(request.number());
            }
        }
        for (RecordedEntry entry : replay.recording().entries()) {
            play(entry, answered);
        }
        return new ReplayReport(requests, compared, notCompared, notSent, differences);
    }

    private void play(RecordedEntry entry, Set<Integer> answered) throws IOException {
        switch (entry.kind()) {
            case OPENED -> lines.put(entry.connectionId(), new Line(connect(entry)));
            case REQUEST -> send(entry);
            case ANSWER, FAULTY_ANSWER -> receive(entry);
            case CLOSED -> close(entry, answered);
            case END -> throw new IllegalStateException("the end is no entry to play");
        }
    }

    private ReplayConnection connect(RecordedEntry entry) throws IOException {
        return new ReplayConnection(
                targets.of(entry.brokerId()), (int) replay.timeout().toMillis());
    }

    private void send(RecordedEntry request) {
        Line line = lines.get(request.connectionId());
        if (line == null || line.broken) {
            notSent++;
            return;
        }
        try {
            line.connection.send(topicIds.toReplayed(request.bytes()));
            line.unanswered.add(request);
            requests++;
        } catch (IOException e) {
            line.broken = true;
            differences.add(AnswerComparison.instead(request, "a request that was taken", broken(e)));
        }
    }

    private void receive(RecordedEntry answer) {
        Line line = lines.get(answer.connectionId());
        RecordedEntry request = answer.request();
        if (line == null || line.broken || request == null || !line.unanswered.contains(request)) {
            return;
        }
        try {
            ByteBuffer frame = line.connection.receive();
            while (isForEarlier(frame, request, line)) {
                frame = line.connection.receive();
            }
            line.unanswered.remove(request);
            if (answer.kind() == EntryKind.ANSWER) {
                compared++;
                differences.addAll(comparison.compare(answer, frame));
            } else {
                notCompared++;
            }
        } catch (IOException e) {
            line.broken = true;
            if (answer.kind() == EntryKind.ANSWER) {
                differences.add(AnswerComparison.instead(answer, "an answer", broken(e)));
            } else {
                notCompared++;
            }
        }
    }

    /** Tells whether a frame answers a request that had no answer in the recording, and reports it. */
    private boolean isForEarlier(ByteBuffer frame, RecordedEntry request, Line line) {
        if (frame.remaining() < Integer.BYTES || isFor(frame, request)) {
            return false;
        }
        for (RecordedEntry earlier : line.unanswered) {
            if (isFor(frame, earlier)) {
                differences.add(AnswerComparison.instead(earlier, "none", "an answer"));
                line.unanswered.remove(earlier);
                return true;
            }
        }
        return false;
    }

    private static boolean isFor(ByteBuffer frame, RecordedEntry request) {
        return request.bytes().remaining() >= 2 * Integer.BYTES
                && frame.getInt(0) == request.bytes().getInt(Integer.BYTES);
    }

    /** Ends a connection as it ended in the recording, and looks whether the other side does the same. */
    private void close(RecordedEntry end, Set<Integer> answered) {
        Line line = lines.remove(end.connectionId());
        if (line == null) {
            return;
        }
        try (ReplayConnection connection = line.connection) {
            boolean byClient = end.text().equals("client");
            if (line.broken || (byClient && leftWhileWaiting(line, answered))) {
                return;
            }
            if (byClient) {
                connection.endOutput();
            }
            readToEnd(end, line);
        } catch (IOException e) {
            differences.add(AnswerComparison.instead(end, "the connection closed", broken(e)));
        }
    }

    /** Tells whether the client left with a request under way: nobody knows what its answer would have been. */
    private static boolean leftWhileWaiting(Line line, Set<Integer> answered) {
        return line.unanswered.stream()
                .anyMatch(request -> !answered.contains(request.number()) && !isAcksZero(request));
    }

    private static boolean isAcksZero(RecordedEntry request) {
        Object body = request.body();
        return body instanceof ProduceRequest produce && produce.acks() == 0;
    }

    private void readToEnd(RecordedEntry end, Line line) throws IOException {
        try {
            while (true) {
                ByteBuffer frame = line.connection.receive();
                RecordedEntry about = line.unanswered.stream()
                        .filter(request -> frame.remaining() >= Integer.BYTES && isFor(frame, request))
                        .findFirst()
                        .orElse(end);
                differences.add(AnswerComparison.instead(about, "none, the connection closed", "an answer"));
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (EOFException | SocketException closed) {
            line.broken = true;
        }
    }

    private static String broken(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "nothing, in the time it may take";
        }
        return e instanceof EOFException ? "the connection closed" : "the connection broken: " + e.getMessage();
    }

    @Override
    public void close() {
        lines.values().forEach(line -> line.connection.close());
    }
}
