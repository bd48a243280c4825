package dev.kurier.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.setting.PluginSetting;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.BytesSink;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.SerializationContext;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Gives the checks serializers with one fault each. */
class SerializerChecksTest {
    private static final List<String> SAMPLES = List.of("one", "twelve", "ü");

    @Plugin(name = "probe", aliases = "test-probe", summary = "For tests.")
    public static final class Probe implements SerializerProvider {
        private final Serializer<String> serializer;

        public Probe() {
            this((context, value, sink) -> sink.putUtf8(value));
        }

        Probe(Serializer<String> serializer) {
            this.serializer = serializer;
        }

        @Override
        public Class<?> type() {
            return String.class;
        }

        @Override
        public Serializer<?> create(boolean isKey, PluginSettings settings) {
            return serializer;
        }
    }

    @Test
    void findsNothingWrongWithAGoodSerializer() {
        SerializerChecks<String> checks = checks(new Probe());

        assertThat(Findings.of(checks.all(bytes -> new String(bytes, StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(checks.all()).hasSizeGreaterThan(12);
    }

    @Test
    void findsNothingWrongWithOneThatAdoptsAndAddsHeaders() {
        assertThat(findings((context, value, sink) -> {
                    context.addHeader("type", new byte[] {1});
                    sink.adopt(value.getBytes(StandardCharsets.UTF_8));
                }))
                .isEmpty();
    }

    @Test
    void findsOneThatAsksTheThreadsContextClassLoader() {
        assertThat(findings((context, value, sink) -> {
                    try {
                        Class.forName(
                                Findings.class.getName(),
                                true,
                                Thread.currentThread().getContextClassLoader());
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                    sink.putUtf8(value);
                }))
                .hasEntrySatisfying(
                        "takes every sample, with nothing of the thread's context class loader",
                        words -> assertThat(words)
                                .contains("asked the thread's context class loader", Findings.class.getName()));
    }

    @Test
    void findsOneThatRefusesASample() {
        assertThat(findings((context, value, sink) -> sink.put((byte) Integer.parseInt(value))))
                .containsKey("takes every sample, with nothing of the thread's context class loader");
    }

    @Test
    void findsOneThatNamesAnotherType() {
        class WrongType implements SerializerProvider {
            @Override
            public Class<?> type() {
                return Integer.class;
            }

            @Override
            public Serializer<?> create(boolean isKey, PluginSettings settings) {
                return new Probe().create(isKey, settings);
            }
        }
        assertThat(Findings.of(checks(new WrongType()).all()))
                .containsKey("names the class of its samples as its type");
    }

    @Test
    void findsOneThatGivesOtherBytesEachTime() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(findings((context, value, sink) -> sink.putInt(calls.incrementAndGet())))
                .containsKey("gives the same bytes and headers for the same value each time");
    }

    @Test
    void findsOneThatAddsOtherHeadersEachTime() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(findings((context, value, sink) -> {
                    context.addHeader("n", new byte[] {(byte) calls.incrementAndGet()});
                    sink.putUtf8(value);
                }))
                .containsKey("gives the same bytes and headers for the same value each time");
    }

    @Test
    void findsOneThatKeepsAValueInAFieldBetweenSteps() {
        assertThat(findings(new Serializer<>() {
                    private volatile String kept;

                    @Override
                    public void serialize(SerializationContext context, String value, BytesSink sink) {
                        kept = value;
                        Thread.yield();
                        sink.putUtf8(kept);
                    }
                }))
                .containsOnlyKeys("gives the same bytes on several threads at once");
    }

    @Test
    void findsOneThatChangesAHeaderOfTheRecord() {
        assertThat(findings((context, value, sink) -> {
                    context.headers().get(0).value()[0]++;
                    sink.putUtf8(value);
                }))
                .containsKey("leaves the headers of the record as they are");
    }

    @Test
    void findsOneThatAdoptsTheSameArrayEachTime() {
        byte[] shared = new byte[1];
        assertThat(findings((context, value, sink) -> {
                    shared[0] = (byte) value.length();
                    sink.adopt(shared);
                }))
                .containsKey("leaves an array alone once the sink has adopted it");
    }

    @Test
    void findsOneThatUsesASinkLaterThanItsCall() {
        List<BytesSink> sinks = new ArrayList<>();
        assertThat(findings(new Serializer<>() {
                    @Override
                    public void serialize(SerializationContext context, String value, BytesSink sink) {
                        sink.putUtf8(value);
                        sinks.add(sink);
                    }

                    @Override
                    public void close() {
                        for (BytesSink sink : sinks) {
                            try {
                                sink.put((byte) 1);
                            } catch (IllegalStateException ignored) {
                                // Hidden from the host.
                            }
                        }
                    }
                }))
                .containsKey("leaves the sink alone once serialize has returned");
    }

    @Test
    void findsOneThatAdoptsBehindWhatItHasPut() {
        assertThat(findings((context, value, sink) -> {
                    sink.put((byte) 0);
                    try {
                        sink.adopt(new byte[1]);
                    } catch (IllegalStateException ignored) {
                        // Hidden from the host.
                    }
                }))
                .hasEntrySatisfying(
                        "takes every sample, with nothing of the thread's context class loader",
                        words -> assertThat(words).contains("adopt() was called after put"));
    }

    @Test
    void findsOneWhoseReaderReadsSomethingElse() {
        assertThat(Findings.of(checks(new Probe()).all(bytes -> "x")))
                .containsOnlyKeys("writes what its reader reads back");
    }

    @Test
    void givesTheSettingsToThePlugin() {
        class Shouting implements SerializerProvider {
            private static final PluginSetting<Boolean> LOUD =
                    PluginSetting.bool("loud", "Writes capitals.").withDefault(false);

            @Override
            public List<PluginSetting<?>> settings() {
                return List.of(LOUD);
            }

            @Override
            public Class<?> type() {
                return String.class;
            }

            @Override
            public Serializer<?> create(boolean isKey, PluginSettings settings) {
                boolean loud = settings.get(LOUD);
                return (Serializer<String>)
                        (context, value, sink) -> sink.putUtf8(loud ? value.toUpperCase(java.util.Locale.ROOT) : value);
            }
        }
        PluginUnderTest<SerializerProvider> plugin =
                PluginUnderTest.<SerializerProvider>of(Shouting::new).with(Map.of("loud", "true"));

        assertThat(Findings.of(new SerializerChecks<>(plugin, false, SAMPLES).all(bytes -> "ONE")))
                .doesNotContainKey("reads every setting that it declares")
                .containsKey("writes what its reader reads back");
    }

    private static Map<String, String> findings(Serializer<String> serializer) {
        return Findings.of(checks(new Probe(serializer)).all());
    }

    private static SerializerChecks<String> checks(SerializerProvider provider) {
        return new SerializerChecks<>(PluginUnderTest.of(() -> provider), false, SAMPLES);
    }
}
