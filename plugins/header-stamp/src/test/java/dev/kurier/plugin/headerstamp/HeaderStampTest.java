package dev.kurier.plugin.headerstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.api.Header;
import dev.kurier.api.Headers;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.error.PluginException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows which headers records get. */
class HeaderStampTest {
    private static final ProducerRecord<Object, Object> RECORD = ProducerRecord.of("orders", "key", "value");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void addsFixedHeadersInTheOrderOfTheirNamesBehindTheRecordsOwn() {
        Interceptor<Object, Object> stamp = stamp("header.team", "Straße", "header.app", "", "header.b", "x");

        ProducerRecord<Object, Object> stamped = stamp.onSend(RECORD.withHeader("own", new byte[] {'1'}));

        assertThat(texts(stamped)).containsExactly("own=1", "app=", "b=x", "team=Straße");
        assertThat(stamped.headers().last("team").value()).asHexString().isEqualTo("53747261C39F65");
        assertThat(stamped.key()).isEqualTo("key");
        assertThat(stamped.value()).isEqualTo("value");
    }

    @ParameterizedTest
    @CsvSource({
        "{client.id}, billing-1",
        "v={client.id};t={topic}, v=billing-1;t=orders",
        "{timestamp}, 2026-11-23T12:00:00.000Z",
        "{timestamp.ms}, 1795435200000",
        "'{{client.id}', {client.id}",
        "'{{\"a\":\"{topic}\"}', '{\"a\":\"orders\"}'",
    })
    void fillsPlaceholdersIn(String template, String value) {
        assertThat(text(stamp("header.h", template).onSend(RECORD), "h")).isEqualTo(value);
    }

    @Test
    void knowsHostProcessAndThread() throws Exception {
        assertThat(text(stamp("header.h", "{host}/{pid}/{thread}").onSend(RECORD), "h"))
                .isEqualTo(InetAddress.getLocalHost().getHostName() + "/"
                        + ProcessHandle.current().pid() + "/"
                        + Thread.currentThread().getName());
    }

    @Test
    void givesEachRecordANewUuid() {
        Interceptor<Object, Object> stamp = stamp("header.id", "{uuid}");

        UUID first = UUID.fromString(text(stamp.onSend(RECORD), "id"));
        UUID second = UUID.fromString(text(stamp.onSend(RECORD), "id"));

        assertThat(first).isNotEqualTo(second);
        assertThat(first.version()).isEqualTo(4);
    }

    @Test
    void countsRecordsFromOneWithoutGapsOnManyThreads() throws Exception {
        Interceptor<Object, Object> stamp = stamp("header.n", "{sequence}");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> numbers = new ArrayList<>();
        try {
            Callable<List<Integer>> task = () -> IntStream.range(0, 1_000)
                    .mapToObj(i -> Integer.valueOf(text(stamp.onSend(RECORD), "n")))
                    .toList();
            for (Future<List<Integer>> result : threads.invokeAll(List.of(task, task, task, task))) {
                List<Integer> ofOneThread = result.get();
                assertThat(ofOneThread).isSorted();
                numbers.addAll(ofOneThread);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 4_000).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "keep, h=old1 x=1 h=old2",
        "add, h=old1 x=1 h=old2 h=new",
        "replace, x=1 h=new",
    })
    void treatsAHeaderThatIsThereAlreadyAsTold(String existing, String expected) {
        ProducerRecord<Object, Object> record =
                RECORD.withHeaders(Headers.of(Header.of("h", "old1"), Header.of("x", "1"), Header.of("h", "old2")));

        ProducerRecord<Object, Object> stamped =
                stamp("header.h", "new", "existing", existing).onSend(record);

        assertThat(texts(stamped)).containsExactly(expected.split(" "));
    }

    @Test
    void countsOnlyTheHeadersThatItAdds() {
        Interceptor<Object, Object> stamp = stamp("header.n", "{sequence}");

        stamp.onSend(RECORD.withHeader("n", null));

        assertThat(text(stamp.onSend(RECORD), "n")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"'orders', true", "'other, ord*', true", "'order', false", "'orders.*', false", "'*', true"})
    void stampsTheTopicsThatAreNamed(String topics, boolean stamps) {
        ProducerRecord<Object, Object> stamped =
                stamp("header.h", "x", "topics", topics).onSend(RECORD);

        assertThat(stamped.headers().isEmpty()).isEqualTo(!stamps);
    }

    @ParameterizedTest
    @CsvSource({
        "header.h, {uui}, 'its setting header.h has an unknown placeholder {uui}. Did you mean uuid? It must be one of"
                + " client.id, host, pid, thread, topic, timestamp, timestamp.ms, uuid, sequence; write {{ for a brace'",
        "header.h, 'ab{uuid', 'its setting header.h has a brace at character 3 that is not closed; write {{ for a brace'",
        "header., x, its setting header. names no header: write header.NAME",
        "topics, t, 'it adds no header: set at least one, for example header.source={client.id}'",
    })
    void refusesWhatMakesNoHeader(String name, String value, String message) {
        assertThatThrownBy(() -> stamp(name, value))
                .isInstanceOf(PluginException.class)
                .hasMessage(message);
    }

    private static String text(ProducerRecord<?, ?> record, String header) {
        return new String(record.headers().last(header).value(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(ProducerRecord<?, ?> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Interceptor<Object, Object> stamp(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        HeaderStampProvider provider = new HeaderStampProvider(NOON);
        return provider.create(PluginSettings.of("billing-1", provider.settings(), given));
    }
}
