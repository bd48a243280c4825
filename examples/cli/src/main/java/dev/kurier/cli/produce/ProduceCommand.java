package dev.kurier.cli.produce;

import dev.kurier.api.Producer;
import dev.kurier.api.error.InvalidRecordException;
import dev.kurier.cli.cluster.Cluster;
import dev.kurier.cli.cluster.ProducerOptions;
import dev.kurier.cli.console.Console;
import dev.kurier.cli.console.InterruptHook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a record of every line of standard input. */
@Command(
        name = "produce",
        header = "Send every line of standard input as a record.",
        description =
                "Prints topic-partition@offset for each, in the order of the lines. Without -b the records go to a"
                        + " stub in this process and vanish with it.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  printf 'a\\nb\\n' | ./kurier produce -t letters",
            "  printf 'berlin:3\\nseoul:5\\n' | ./kurier produce -t parcels -K : --value-serializer integer",
            "  ./kurier produce -t orders -b localhost:9092 -X acks=all -H source=shop --json < orders.txt"
        })
public final class ProduceCommand implements Callable<Integer> {
    private static final int MAX_LINE_BYTES = 64 << 20;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordOptions record;

    @Mixin
    private ProducerOptions producerOptions;

    @Option(names = "--json", description = "Print each result as a JSON object, with the times of its stages.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** Makes the command for that console. */
    @SuppressWarnings("NullAway.Init") // picocli sets spec and mixins
    public ProduceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> settings = producerOptions.settings(preferred());
        RecordTemplate template = template(settings);
        try (Cluster cluster = Cluster.of(settings, console);
                Producer<Object, Object> producer = cluster.producer()) {
            ResultFormat format =
                    json ? new JsonFormat(console.out()) : ResultFormat.plain(console.out(), console.err());
            Results results = Results.start(record.topic, format, console.out());
            ProduceRun run = new ProduceRun(producer, template, results, console.err());
            try (InterruptHook hook = InterruptHook.calling(run::interrupt)) {
                return run.run(lines(template), record.topic, record.partition).code();
            } finally {
                producer.close(Duration.ZERO);
                results.finish();
            }
        }
    }

    private LineReader lines(RecordTemplate template) {
        return new LineReader(console.in(), MAX_LINE_BYTES, template.beginsWithText());
    }

    private Map<String, String> preferred() {
        Map<String, String> preferred = new LinkedHashMap<>();
        preferred.put("client.id", "kurier-produce");
        preferred.put("key.serializer", "string");
        preferred.put("value.serializer", "string");
        if (json) {
            preferred.put("kurier.timing", "all");
        }
        return preferred;
    }

    private RecordTemplate template(Map<String, String> settings) {
        if (record.key != null && record.separator != null) {
            throw usage("--key and --key-separator exclude each other: the key is fixed, or it is in every line");
        }
        RecordTemplate template = new RecordTemplate(
                record,
                TextType.wantedBy(settings.getOrDefault("key.serializer", "")),
                TextType.wantedBy(settings.getOrDefault("value.serializer", "")));
        try {
            template.requireUsable();
        } catch (InvalidRecordException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return template;
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
