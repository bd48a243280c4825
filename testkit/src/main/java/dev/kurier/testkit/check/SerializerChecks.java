package dev.kurier.testkit.check;

import dev.kurier.api.setting.PluginSettings;
import dev.kurier.api.spi.Serializer;
import dev.kurier.api.spi.SerializerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Lists what a serializer must keep to.
 *
 * @param plugin what is checked
 * @param isKey whether it serializes keys
 * @param samples values that it must take
 * @param <T> what it takes
 */
public record SerializerChecks<T>(PluginUnderTest<SerializerProvider> plugin, boolean isKey, List<T> samples) {
    private static final int ROUNDS = 50;

    public SerializerChecks {
        samples = List.copyOf(samples);
    }

    /** The same checks with those of the samples that the serializer takes, for samples that somebody guessed. */
    public SerializerChecks<T> withWhatItTakes() {
        Serializer<T> serializer = make();
        List<T> taken =
                samples.stream().filter(sample -> takes(serializer, sample)).toList();
        return new SerializerChecks<>(plugin, isKey, taken);
    }

    private boolean takes(Serializer<T> serializer, T sample) {
        try {
            serialize(serializer, sample);
            return true;
        } catch (ContractViolation e) {
            return false;
        }
    }

    /** All that need no reader of the bytes. */
    public List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(
                new Check("takes every sample, with nothing of the thread's context class loader", this::takesSamples));
        checks.addAll(new ProviderChecks<>(plugin, this::create, this::serializeAll).all());
        checks.add(new Check("names the class of its samples as its type", this::namesItsType));
        checks.add(new Check("gives the same bytes and headers for the same value each time", this::isDeterministic));
        checks.add(new Check("gives the same bytes on several threads at once", this::isThreadSafe));
        checks.add(new Check("leaves the headers of the record as they are", this::keepsHeaders));
        checks.add(new Check("leaves an array alone once the sink has adopted it", this::leavesAdoptedArrays));
        checks.add(new Check("leaves the sink alone once serialize has returned", this::leavesTheSink));
        return checks;
    }

    /** All, with a reader that must give back every sample. */
    public List<Check> all(Function<byte[], T> decoder) {
        List<Check> checks = new ArrayList<>(all());
        checks.add(new Check("writes what its reader reads back", () -> comesBack(decoder)));
        return checks;
    }

    private void takesSamples() {
        ContractViolation.unless(!samples.isEmpty(), "there are no samples: give at least one value");
        serializeAll(make());
    }

    private void serializeAll(Serializer<T> serializer) {
        samples.forEach(sample -> serialize(serializer, sample));
    }

    private void namesItsType() {
        Class<?> type = plugin.provider().type();
        ContractViolation.unless(type != null, "type() gave null: give the class of what it takes");
        for (T sample : samples) {
            ContractViolation.unless(
                    type.isInstance(sample),
                    "type() is " + type.getName() + ", so the host would refuse the sample of "
                            + sample.getClass().getName());
        }
    }

    private void isDeterministic() {
        Serializer<T> one = make();
        Serializer<T> other = make();
        for (T sample : samples) {
            SampleCall first = serialize(one, sample);
            ContractViolation.unless(
                    first.isLike(serialize(one, sample)) && first.isLike(serialize(other, sample)),
                    "a sample of " + sample.getClass().getName()
                            + " gave other bytes or headers the second time: records"
                            + " of one key would go to several partitions");
        }
    }

    private void isThreadSafe() throws InterruptedException {
        Serializer<T> serializer = make();
        List<SampleCall> expected =
                samples.stream().map(sample -> serialize(make(), sample)).toList();
        SendingThread.callTogether(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < expected.size(); i++) {
                    ContractViolation.unless(
                            serialize(serializer, samples.get(i)).isLike(expected.get(i)),
                            "it mixed up the bytes of different records: keep no state between calls, or one a thread");
                }
            }
            return expected;
        });
    }

    private void keepsHeaders() {
        Serializer<T> serializer = make();
        samples.forEach(sample -> serialize(serializer, sample).requireHeadersKept());
    }

    private void leavesAdoptedArrays() throws InterruptedException {
        Serializer<T> serializer = make();
        SampleCall call = serialize(serializer, samples.get(0));
        serializeAll(make()); // the record's other half, on the same thread
        call.sink().requireAdoptedUnchanged();
        SendingThread.callTogether(() -> {
            serializeAll(serializer);
            return serializer;
        });
        call.sink().requireAdoptedUnchanged();
    }

    private void leavesTheSink() {
        Serializer<T> serializer = make();
        List<SampleCall> calls =
                samples.stream().map(sample -> serialize(serializer, sample)).toList();
        PluginUnderTest.close(serializer);
        calls.forEach(call -> call.sink().requireNoFault());
    }

    private void comesBack(Function<byte[], T> decoder) {
        Serializer<T> serializer = make();
        for (T sample : samples) {
            T back = decoder.apply(serialize(serializer, sample).bytes());
            ContractViolation.unless(
                    Objects.deepEquals(sample, back),
                    "a sample of " + sample.getClass().getName() + " came back as another value");
        }
    }

    private SampleCall serialize(Serializer<T> serializer, T sample) {
        return SampleCall.of(serializer, isKey, sample);
    }

    private Serializer<T> make() {
        return plugin.make(this::create).plugin();
    }

    @SuppressWarnings("unchecked") // namesItsType looks whether it takes the samples
    private Serializer<T> create(SerializerProvider provider, PluginSettings settings) {
        return (Serializer<T>) provider.create(isKey, settings);
    }
}
