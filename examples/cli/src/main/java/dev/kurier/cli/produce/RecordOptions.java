package dev.kurier.cli.produce;

import dev.kurier.api.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Reads the options that say what a line becomes. */
final class RecordOptions {
    @Option(
            names = {"-t", "--topic"},
            required = true,
            paramLabel = "TOPIC",
            description = "Where the records go.")
    String topic = "";

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "PARTITION",
            description = "The partition of all records. Default: the partitioner chooses.")
    @Nullable
    Integer partition;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "The key of all records. Default: none.")
    @Nullable
    String key;

    @Option(
            names = {"-K", "--key-separator"},
            paramLabel = "SEP",
            converter = SeparatorOption.Converter.class,
            description = "What separates key and value in each line, such as : or \\t.")
    @Nullable
    SeparatorOption separator;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            converter = HeaderOption.class,
            description = "A header of all records. May be repeated.")
    List<Header> headers = new ArrayList<>();

    RecordOptions() {}
}
