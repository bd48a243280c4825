package dev.kurier.integrationtests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a page's commands in a directory, and fails if one of them does. */
record Shell(Path directory, Map<String, String> environment) {
    private static final int PATIENCE_MINUTES = 5;

    static Shell in(Path directory) {
        // A build inside the build would pull the jars from under this one.
        return new Shell(directory, Map.of("KURIER_NO_BUILD", "1", "JAVA_HOME", System.getProperty("java.home")));
    }

    Shell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Shell(directory, more);
    }

    /** What the commands write to standard output. */
    String outputOf(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile("shell", ".out");
        Path err = Files.createTempFile("shell", ".err");
        try {
            ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            shell.environment().putAll(environment);
            Process process = shell.start();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();

            assertThat(ended).as(commands).isTrue();
            assertThat(process.exitValue())
                    .as("%s%s%s", commands, Files.readString(out), Files.readString(err))
                    .isZero();
            return Files.readString(out);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
