package dev.kurier.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.ProducerException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Plugin;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Gives the checks interceptors with one fault each. */
class InterceptorChecksTest {
    private static final String GIVES =
            "gives a record for each record, with nothing of the thread's context class loader";

    @Plugin(name = "probe", summary = "For tests.")
    public static final class Probe implements InterceptorProvider {
        private final Interceptor<String, String> interceptor;

        public Probe() {
            this(new Interceptor<>() {});
        }

        Probe(Interceptor<String, String> interceptor) {
            this.interceptor = interceptor;
        }

        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            return interceptor;
        }
    }

    @Test
    void findsNothingWrongWithAGoodInterceptor() {
        assertThat(findings(onSend(record -> record.withHeader("seen", null)))).isEmpty();
    }

    @Test
    void findsOneThatGivesNull() {
        assertThat(findings(onSend(record -> null)))
                .hasEntrySatisfying(GIVES, words -> assertThat(words).contains("onSend() gave null"));
    }

    @Test
    void findsOneThatNeedsAKey() {
        assertThat(findings(onSend(record -> record.withHeader(record.key().trim(), null))))
                .containsKey(GIVES);
    }

    @Test
    void findsOneThatChangesTheRecordItIsGiven() {
        assertThat(findings(onSend(record -> {
                    if (!record.headers().isEmpty()) {
                        record.headers().get(0).value()[0]++;
                    }
                    return record;
                })))
                .containsOnlyKeys("leaves the record that it is given as it is");
    }

    @Test
    void findsOneThatExpectsMetadataOfAFailedRecord() {
        assertThat(findings(new Interceptor<>() {
                    @Override
                    public void onCompletion(RecordMetadata metadata, ProducerException error) {
                        metadata.topic();
                    }
                }))
                .containsKey("takes every way in which a record can end");
    }

    @Test
    void findsOneThatMixesUpThreads() {
        assertThat(findings(new Interceptor<>() {
                    private volatile Thread last;

                    @Override
                    public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
                        last = Thread.currentThread();
                        Thread.yield();
                        return last == Thread.currentThread() ? record : null;
                    }
                }))
                .containsOnlyKeys("works on several threads at once");
    }

    private static Interceptor<String, String> onSend(UnaryOperator<ProducerRecord<String, String>> change) {
        return new Interceptor<>() {
            @Override
            public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
                return change.apply(record);
            }
        };
    }

    private static Map<String, String> findings(Interceptor<String, String> interceptor) {
        PluginUnderTest<InterceptorProvider> plugin = PluginUnderTest.of(() -> new Probe(interceptor));
        return Findings.of(new InterceptorChecks(plugin, InterceptorChecks.textRecords()).all());
    }
}
