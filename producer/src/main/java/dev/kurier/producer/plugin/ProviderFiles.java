package dev.kurier.producer.plugin;

import dev.kurier.producer.listing.PluginKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads which classes the provider files on the class path list, to say what became of those that did not load.
 *
 * <p>The files are the ones in {@code META-INF/services}; modules list their providers elsewhere.
 */
final class ProviderFiles {
    private static final String SERVICES = "META-INF/services/";
    private static final int CHARACTERS_READ = 1_000_000;

    private ProviderFiles() {}

    /** The class names listed, each with the jar or directory whose file lists it first. */
    static Map<String, String> listed(PluginKind kind, ClassLoader loader) {
        Map<String, String> listed = new LinkedHashMap<>();
        try {
            Enumeration<URL> files =
                    loader.getResources(SERVICES + kind.provider().getName());
            while (files.hasMoreElements()) {
                read(files.nextElement(), listed);
            }
        } catch (IOException e) {
            listed.put("a provider file that can't be read (" + e + ")", "the class path");
        }
        return listed;
    }

    private static void read(URL file, Map<String, String> listed) {
        String source = source(file.toString());
        try {
            URLConnection connection = file.openConnection();
            // A cached jar would stay open, and outlive its replacement on disk.
            connection.setUseCaches(false);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                int characters = 0;
                for (String line = lines.readLine();
                        line != null && characters < CHARACTERS_READ;
                        line = lines.readLine()) {
                    characters += line.length();
                    String name =
                            line.replaceFirst("#.*", "").replace("\uFEFF", "").trim();
                    if (!name.isEmpty()) {
                        listed.putIfAbsent(name, source);
                    }
                }
            }
        } catch (IOException e) {
            listed.put("a provider file that can't be read (" + e + ")", source);
        }
    }

    /** The jar or directory of a provider file: {@code jar:file:/x.jar!/META-INF/…} is {@code /x.jar}. */
    private static String source(String url) {
        return url.replaceFirst("!?/" + SERVICES + ".*", "").replaceFirst("^(jar:)?file:", "");
    }
}
