package dev.kurier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import dev.kurier.api.spi.Partitioner;
import dev.kurier.api.spi.PartitionerProvider;
import dev.kurier.api.spi.Plugin;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs test classes that inherit from the contracts, as an author's build does. */
class ContractsTest {
    @Plugin(name = "text", summary = "For tests.")
    public static final class Text implements SerializerProvider {
        @Override
        public Class<?> type() {
            return String.class;
        }

        @Override
        public Serializer<?> create(boolean isKey, PluginSettings settings) {
            return (Serializer<String>) (context, value, sink) -> sink.putUtf8(value);
        }
    }

    @Plugin(name = "LAST", summary = "For tests.")
    public static final class Last implements PartitionerProvider {
        @Override
        public Partitioner create(PluginSettings settings) {
            return context -> context.partitionCount() - 1;
        }
    }

    @Plugin(name = "silent", summary = "For tests.")
    public static final class Silent implements InterceptorProvider {
        @Override
        public Interceptor<?, ?> create(PluginSettings settings) {
            return new Interceptor<>() {};
        }
    }

    static class TextContract extends SerializerContract<String> {
        @Override
        protected SerializerProvider provider() {
            return new Text();
        }

        @Override
        protected List<String> samples() {
            return List.of("", "x");
        }
    }

    static class LastContract extends PartitionerContract {
        @Override
        protected PartitionerProvider provider() {
            return new Last();
        }
    }

    static class SilentContract extends InterceptorContract {
        @Override
        protected InterceptorProvider provider() {
            return new Silent();
        }
    }

    @Test
    void makesATestOfEachDemandOnASerializer() {
        assertThat(run(TextContract.class).succeeded().count()).isGreaterThan(12);
        run(TextContract.class).assertStatistics(counts -> counts.failed(0).aborted(0));
    }

    @Test
    void failsOnlyTheTestOfTheDemandThatAPartitionerDoesNotKeepTo() {
        Events tests = run(LastContract.class);

        tests.assertStatistics(counts -> counts.failed(1));
        assertThat(tests.failed().stream()
                        .findFirst()
                        .orElseThrow()
                        .getTestDescriptor()
                        .getDisplayName())
                .startsWith("is described by an annotation");
    }

    @Test
    void runsTheDemandsOnAnInterceptor() {
        assertThat(run(SilentContract.class).succeeded().count()).isGreaterThan(8);
        run(SilentContract.class).assertStatistics(counts -> counts.failed(0).aborted(0));
    }

    private static Events run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }
}
