package dev.kurier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says how to run a command in a process of its own, with the classes of this one. */
final class CommandProcess {
    private CommandProcess() {}

    /** The words of a process that runs the command {@code args} on a JVM with those options. */
    static List<String> words(List<String> jvmOptions, String... args) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:TieredStopAtLevel=1");
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(List.of(args));
        return words;
    }
}
