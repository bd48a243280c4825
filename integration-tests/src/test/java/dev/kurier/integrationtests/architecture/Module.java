package dev.kurier.integrationtests.architecture;

import java.util.List;
import java.util.stream.Stream;

/** Lists the shipped modules and what the main code of each may use, apart from the JDK and jspecify. */
enum Module {
    API("api", List.of(), List.of()),
    TESTKIT("testkit", List.of(API), List.of("org.junit.jupiter.api..", "org.opentest4j..")),
    PROTOCOL("protocol", List.of(), List.of("net.jpountz..", "com.github.luben.zstd..", "org.xerial.snappy..")),
    SERIALIZERS("serializers", List.of(API), List.of()),
    PARTITIONERS("partitioners", List.of(API), List.of()),
    ACCUMULATOR("accumulator", List.of(API, PROTOCOL), List.of("org.jctools..", "com.sun.management..")),
    SENDER("sender", List.of(API, PROTOCOL, ACCUMULATOR), List.of("org.jctools..", "org.slf4j..")),
    PRODUCER("producer", List.of(API, ACCUMULATOR, SENDER), List.of("com.google.common..", "org.slf4j..")),
    PLUGIN_JSON("plugin.json", List.of(API), List.of("tools.jackson..", "com.fasterxml.jackson.annotation..")),
    PLUGIN_HEADER_STAMP("plugin.headerstamp", List.of(API), List.of()),
    PLUGIN_LOGGING("plugin.logging", List.of(API), List.of("org.slf4j..")),
    PLUGIN_CLOUDEVENTS("plugin.cloudevents", List.of(API), List.of("io.cloudevents..")),
    BROKER_STUB(
            "brokerstub",
            List.of(PROTOCOL),
            List.of("com.google.common..", "org.slf4j..", "org.junit.jupiter.api..", "org.junit.platform.commons..")),
    PLUGIN_AVRO("plugin.avro", List.of(API), List.of("org.apache.avro..", "com.fasterxml.jackson.."));

    private static final List<String> ALWAYS = List.of("java..", "javax..", "org.jspecify..");

    private final String directory;
    private final List<Module> modules;
    private final List<String> libraries;

    Module(String directory, List<Module> modules, List<String> libraries) {
        this.directory = directory;
        this.modules = modules;
        this.libraries = libraries;
    }

    /** The pattern of this module's packages below {@code root}. */
    String packages(String root) {
        return root + "." + directory + "..";
    }

    /** The patterns of all packages that this module may use. */
    String[] allowed(String root) {
        return Stream.of(
                        ALWAYS.stream(),
                        Stream.of(packages(root)),
                        modules.stream().map(module -> module.packages(root)),
                        libraries.stream())
                .flatMap(patterns -> patterns)
                .toArray(String[]::new);
    }
}
