package dev.kurier.integrationtests.matrix;

import dev.kurier.integrationtests.client.Kcat;
import java.util.ArrayList;
import java.util.List;

/** Runs kcat: librdkafka, which shares no code with Java's clients. It has no commands for topics. */
final class KcatClient implements MatrixClient {
    @Override
    public String name() {
        return "kcat";
    }

    @Override
    public boolean knows(Row row) {
        return switch (row.job()) {
            case PRODUCE, CONSUME, LIST_TOPICS -> true;
            default -> false;
        };
    }

    @Override
    public List<String> run(Row row, String topic, String bootstrapServers) {
        Kcat kcat = Kcat.orSkip(bootstrapServers);
        return switch (row.job()) {
            case PRODUCE -> {
                kcat.produce(topic, Sample.lines(), options(row));
                yield List.of();
            }
            case CONSUME -> kcat.consume(topic, "%p %o %T %h %k:%s");
            default ->
                kcat.list().stream()
                        .filter(line -> line.strip().startsWith("topic \""))
                        .map(line -> line.split("\"")[1])
                        .toList();
        };
    }

    private static String[] options(Row row) {
        List<String> options =
                new ArrayList<>(List.of("-p", "0", "-K", ":", "-H", Sample.HEADER + "=" + Sample.HEADER_VALUE));
        row.settings().forEach((name, value) -> options.addAll(List.of("-X", name + "=" + value)));
        return options.toArray(String[]::new);
    }

    @Override
    public void close() {}
}
