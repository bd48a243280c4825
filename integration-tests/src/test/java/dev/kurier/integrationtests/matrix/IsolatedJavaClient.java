package dev.kurier.integrationtests.matrix;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** Runs kafka-clients of one release in a class loader that shares nothing but the JDK with anybody. */
final class IsolatedJavaClient implements MatrixClient {
    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int DELIVERY_TIMEOUT_MS = 15_000;

    private final String version;
    private final URLClassLoader classes;

    /**
     * Makes the loader.
     *
     * @param module the directory below {@code brokers} whose class path holds that release
     */
    IsolatedJavaClient(String version, String module) throws IOException {
        this.version = version;
        Path file = Path.of(System.getProperty("basedir", "")).resolve("brokers/" + module + "/target/class-path");
        List<URL> urls = new ArrayList<>();
        urls.add(JavaTask.class.getProtectionDomain().getCodeSource().getLocation());
        for (String jar : Files.readString(file).strip().split(java.io.File.pathSeparator)) {
            urls.add(url(jar));
        }
        this.classes = new URLClassLoader(
                "kafka-clients-" + version, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    public String name() {
        return "kafka-clients " + version;
    }

    @Override
    public boolean knows(Row row) {
        return true;
    }

    @Override
    public List<String> run(Row row, String topic, String bootstrapServers) throws Exception {
        return run(row, topic, bootstrapServers, Map.of());
    }

    /** As {@link #run(Row, String, String)}, with settings of the client's besides those of the row. */
    @SuppressWarnings("unchecked")
    List<String> run(Row row, String topic, String bootstrapServers, Map<String, String> settings) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            Function<Properties, List<String>> task = (Function<Properties, List<String>>)
                    classes.loadClass(JavaTask.class.getName()).getConstructor().newInstance();
            Properties properties = properties(row, topic, bootstrapServers);
            properties.putAll(settings);
            return task.apply(properties);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Properties properties(Row row, String topic, String bootstrapServers) {
        Properties properties = new Properties();
        properties.putAll(row.settings());
        properties.put("job", row.job().name());
        properties.put("topic", topic);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("request.timeout.ms", String.valueOf(REQUEST_TIMEOUT_MS));
        if (row.job() == Row.Job.PRODUCE) {
            properties.put("delivery.timeout.ms", String.valueOf(DELIVERY_TIMEOUT_MS));
            properties.put("max.block.ms", String.valueOf(DELIVERY_TIMEOUT_MS));
        } else {
            properties.put("default.api.timeout.ms", String.valueOf(DELIVERY_TIMEOUT_MS));
        }
        return properties;
    }

    private static URL url(String jar) throws MalformedURLException {
        return Path.of(jar).toUri().toURL();
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
