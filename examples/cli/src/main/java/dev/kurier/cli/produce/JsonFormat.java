package dev.kurier.cli.produce;

import dev.kurier.api.RecordMetadata;
import dev.kurier.api.StageTimes;
import dev.kurier.api.error.ProducerException;
import dev.kurier.cli.timing.StageMicros;
import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes each result as one JSON object on a line of its own: for programs. The fields are listed in the guide. */
final class JsonFormat implements ResultFormat {
    private static final double MICROS_PER_MILLI = 1_000;

    private final JsonMapper json = new JsonMapper();
    private final PrintStream out;

    JsonFormat(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(Result result) {
        ObjectNode object = json.createObjectNode().put("line", result.line());
        if (result instanceof Result.Written written) {
            describe(written, object);
        } else if (result instanceof Result.Failed failed) {
            describe(failed, object);
        }
        out.println(json.writeValueAsString(object));
    }

    private static void describe(Result.Written written, ObjectNode object) {
        RecordMetadata metadata = written.metadata();
        object.put("topic", metadata.topic()).put("partition", metadata.partition());
        if (metadata.hasOffset()) {
            object.put("offset", metadata.offset());
        } else {
            object.putNull("offset");
        }
        object.put("timestamp", metadata.timestampMs());
        StageTimes times = written.times();
        if (times != null) {
            describe(StageMicros.of(times), object.putObject("ms"));
        }
    }

    private static void describe(StageMicros times, ObjectNode ms) {
        ms.put("blocked", times.blocked() / MICROS_PER_MILLI)
                .put("serialized", times.serialized() / MICROS_PER_MILLI)
                .put("batching", times.batching() / MICROS_PER_MILLI)
                .put("waiting", times.waiting() / MICROS_PER_MILLI)
                .put("inFlight", times.inFlight() / MICROS_PER_MILLI)
                .put("total", times.total() / MICROS_PER_MILLI);
    }

    private static void describe(Result.Failed failed, ObjectNode object) {
        ProducerException error = failed.error();
        object.put("topic", failed.topic())
                .putObject("error")
                .put("code", error.code())
                .put("outcome", error.outcome().name())
                .put("retriable", error.isRetriable())
                .put("message", error.getMessage());
    }
}
