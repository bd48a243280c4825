package dev.kurier.producer.plugin.path;

import dev.kurier.api.error.PluginException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugins that {@code kurier.plugin.path} names: each jar, and each directory of jars, is one.
 *
 * <p>An entry is a jar or a directory; a directory's jars, and its sub-directories that hold jars, are the plugins.
 */
public final class PluginPath {
    /** Where a multi-release jar keeps what is for one version of Java and newer ones. */
    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

    private PluginPath() {}

    /**
     * Is one jar, or one directory of jars, that share a class loader.
     *
     * @param home the jar or the directory
     * @param jars its jars, sorted
     * @param refusal why it can't be used, or null if it can
     */
    public record Place(
            Path home, List<Path> jars, @Nullable String refusal) {
        /** Makes the loader of its classes; {@code host} gives what plugins share with it. */
        public IsolatedLoader loader(ClassLoader host) throws MalformedURLException {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return new IsolatedLoader(home.toString(), urls, host);
        }
    }

    /**
     * Lists the places, each once, in the order of the path and sorted by name within a directory.
     *
     * @throws PluginException if an entry does not exist or a directory can't be read
     */
    public static List<Place> places(Collection<String> path) {
        Set<Path> homes = new LinkedHashSet<>();
        for (String entry : path) {
            try {
                addHomes(Path.of(entry).toAbsolutePath().normalize(), homes);
            } catch (IOException | InvalidPathException e) {
                throw refused(entry, "it can't be read (" + e + "). Check its rights", e);
            }
        }
        List<Place> places = new ArrayList<>();
        for (Path home : homes) {
            places.add(place(home));
        }
        return places;
    }

    /**
     * Looks at one place: a jar, or a directory whose jars share a class loader.
     *
     * @throws PluginException if it does not exist, is a directory without jars, or can't be read
     */
    public static Place placeAt(Path home) {
        Path absolute = home.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw refusedHome(absolute, "it does not exist", null);
        }
        try {
            if (Files.isDirectory(absolute) && jars(absolute).isEmpty()) {
                throw refusedHome(absolute, "it is a directory without jars", null);
            }
        } catch (IOException e) {
            throw refusedHome(absolute, "it can't be read (" + e + ")", e);
        }
        return place(absolute);
    }

    private static PluginException refusedHome(Path home, String reason, @Nullable Throwable cause) {
        return new PluginException(
                "plugin=" + home.toString().replaceAll("\\p{Cntrl}", "?") + " can't be looked at: " + reason
                        + ". Name a jar, or a directory with the jars of one plugin.",
                cause);
    }

    private static void addHomes(Path entry, Set<Path> homes) throws IOException {
        if (!Files.exists(entry)) {
            throw refused(entry.toString(), "it does not exist. Create it, or take it out of the setting", null);
        }
        if (!Files.isDirectory(entry)) {
            homes.add(entry);
            return;
        }
        for (Path child : children(entry)) {
            if (isJar(child) || (Files.isDirectory(child) && !jars(child).isEmpty())) {
                homes.add(child);
            }
        }
    }

    private static Place place(Path home) {
        try {
            List<Path> jars = Files.isDirectory(home) ? jars(home) : List.of(home);
            for (Path jar : jars) {
                String shadow = shadowed(jar);
                if (shadow != null) {
                    return new Place(
                            home,
                            jars,
                            jar + " holds " + shadow + ", which the host gives to every plugin: build it without"
                                    + " kurier-api and slf4j-api (scope provided)");
                }
            }
            return new Place(home, jars, null);
        } catch (IOException e) {
            return new Place(home, List.of(), "it is no readable jar (" + e.getMessage() + "): build or copy it again");
        }
    }

    private static @Nullable String shadowed(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(PluginPath::isShared)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** Tells whether a jar's entry is a class of the host, be it one for newer Javas only. */
    private static boolean isShared(String entry) {
        String name = VERSIONED.matcher(entry).replaceFirst("");
        return name.endsWith(".class") && IsolatedLoader.SHARED.stream().anyMatch(name::startsWith);
    }

    private static List<Path> jars(Path directory) throws IOException {
        return children(directory).stream().filter(PluginPath::isJar).toList();
    }

    private static boolean isJar(Path path) {
        return path.toString().endsWith(".jar") && Files.isRegularFile(path);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    private static PluginException refused(String entry, String reason, @Nullable Throwable cause) {
        return new PluginException(
                "kurier.plugin.path=" + entry.replaceAll("\\p{Cntrl}", "?") + " can't be used: " + reason + ".", cause);
    }
}
