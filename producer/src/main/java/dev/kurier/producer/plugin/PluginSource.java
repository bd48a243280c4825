package dev.kurier.producer.plugin;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where a class or a broken entry came from. */
final class PluginSource {
    /** As the JDK words it: {@code <service>: <file>:<line>: …} or {@code <service>: Provider <class> …}. */
    private static final Pattern FILE = Pattern.compile("((?:jar:)?file:\\S+?)(?::\\d+)?: ");

    private static final Pattern PROVIDER = Pattern.compile("Provider (\\S+)");

    private PluginSource() {}

    /** The jar or directory of a class, or its module if it has no file. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return "module " + type.getModule().getName();
        }
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return location.toString();
        }
    }

    /** The provider file that a failure names, or a general word. */
    static String fileOf(Throwable failure) {
        Matcher file = FILE.matcher(String.valueOf(failure.getMessage()));
        return file.find() ? file.group(1) : "the class path or module path";
    }

    /** The provider class that a failure names, or a general word. */
    static String entryOf(Throwable failure, PluginKind kind) {
        Matcher provider = PROVIDER.matcher(String.valueOf(failure.getMessage()));
        return provider.find()
                ? provider.group(1)
                : "a provider of " + kind.provider().getName();
    }
}
