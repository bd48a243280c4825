package dev.kurier.testkit.check;

import dev.kurier.api.Header;
import dev.kurier.api.Outcome;
import dev.kurier.api.ProducerRecord;
import dev.kurier.api.RecordMetadata;
import dev.kurier.api.error.DeliveryTimeoutException;
import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Interceptor;
import dev.kurier.api.spi.InterceptorProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists what an interceptor must keep to.
 *
 * @param plugin what is checked
 * @param records what it must take
 */
public record InterceptorChecks(PluginUnderTest<InterceptorProvider> plugin, List<ProducerRecord<?, ?>> records) {
    private static final int ROUNDS = 50;

    public InterceptorChecks {
        records = List.copyOf(records);
    }

    /** Records of texts: with and without key, value, headers, partition and timestamp. */
    public static List<ProducerRecord<?, ?>> textRecords() {
        return List.of(
                ProducerRecord.of("contract", "value"),
                ProducerRecord.of("contract", "key", "value"),
                ProducerRecord.tombstone("contract", "key"),
                ProducerRecord.of("contract", "key", "").withPartition(3).withTimestamp(1),
                ProducerRecord.of("contract", "value")
                        .withHeader("given", new byte[] {1})
                        .withHeader("empty", null));
    }

    /** All of them. */
    public List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "gives a record for each record, with nothing of the thread's context class loader",
                this::givesRecords));
        checks.addAll(new ProviderChecks<>(plugin, InterceptorChecks::create, this::useOnce).all());
        checks.add(new Check("leaves the record that it is given as it is", this::leavesTheRecord));
        checks.add(new Check("takes every way in which a record can end", this::takesEveryEnd));
        checks.add(new Check("works on several threads at once", this::isThreadSafe));
        return checks;
    }

    private void givesRecords() {
        ContractViolation.unless(!records.isEmpty(), "there are no records: give at least one");
        interceptAll(make());
    }

    private void leavesTheRecord() {
        Interceptor<Object, Object> interceptor = make();
        for (ProducerRecord<?, ?> record : records) {
            RecordCopy before = RecordCopy.of(record);
            intercept(interceptor, record);
            ContractViolation.unless(
                    before.equals(RecordCopy.of(record)),
                    "it changed the bytes of the record that it was given: the application may use them again. Give back"
                            + " a changed copy: record.withHeader(…)");
        }
    }

    private void takesEveryEnd() {
        tellEnds(make());
    }

    private void isThreadSafe() throws InterruptedException {
        Interceptor<Object, Object> interceptor = make();
        SendingThread.callTogether(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                useOnce(interceptor);
            }
            return interceptor;
        });
    }

    private void useOnce(Interceptor<Object, Object> interceptor) {
        interceptAll(interceptor);
        tellEnds(interceptor);
    }

    private void interceptAll(Interceptor<Object, Object> interceptor) {
        records.forEach(record -> intercept(interceptor, record));
    }

    @SuppressWarnings("unchecked") // an interceptor sees records of any types
    private static void intercept(Interceptor<Object, Object> interceptor, ProducerRecord<?, ?> record) {
        ProducerRecord<Object, Object> any = (ProducerRecord<Object, Object>) record;
        ProducerRecord<Object, Object> after = SendingThread.call(() -> interceptor.onSend(any));
        ContractViolation.unless(
                after != null,
                "onSend() gave null: give the record back. To keep one from being sent, throw in your own code");
    }

    private static void tellEnds(Interceptor<Object, Object> interceptor) {
        SendingThread.call(() -> {
            interceptor.onCompletion(new RecordMetadata("contract", 0, 42, 1, -1, 5), null);
            interceptor.onCompletion(new RecordMetadata("contract", 0, -1, 1, 3, -1), null);
            interceptor.onCompletion(null, new DeliveryTimeoutException(Outcome.UNKNOWN, "for the test", null));
            return interceptor;
        });
    }

    private Interceptor<Object, Object> make() {
        return plugin.make(InterceptorChecks::create).plugin();
    }

    @SuppressWarnings("unchecked") // as above
    private static Interceptor<Object, Object> create(InterceptorProvider provider, PluginSettings settings) {
        return (Interceptor<Object, Object>) provider.create(settings);
    }

    /** What of a record could be changed from outside: its arrays. */
    private record RecordCopy(List<Byte> bytes) {
        static RecordCopy of(ProducerRecord<?, ?> record) {
            List<Byte> bytes = new ArrayList<>();
            addIfArray(record.key(), bytes);
            addIfArray(record.value(), bytes);
            for (Header header : record.headers()) {
                addIfArray(header.value(), bytes);
            }
            return new RecordCopy(bytes);
        }

        private static void addIfArray(@Nullable Object object, List<Byte> bytes) {
            if (object instanceof byte[] array) {
                for (byte b : array) {
                    bytes.add(b);
                }
            }
        }
    }
}
