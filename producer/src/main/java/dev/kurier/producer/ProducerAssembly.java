package dev.kurier.producer;

import dev.kurier.accumulator.RecordAccumulator;
import dev.kurier.accumulator.delivery.DeliveryEnvironment;
import dev.kurier.accumulator.sizing.BatchingSettings;
import dev.kurier.producer.config.ProducerSettings;
import dev.kurier.producer.listen.DeliveryListeners;
import dev.kurier.producer.send.AppendStep;
import dev.kurier.producer.send.BlockBudget;
import dev.kurier.producer.send.Clocks;
import dev.kurier.producer.send.ContainedErrors;
import dev.kurier.producer.send.InterceptorChain;
import dev.kurier.producer.send.MemoryWaits;
import dev.kurier.producer.send.PartitionStep;
import dev.kurier.producer.send.RecordSerializers;
import dev.kurier.producer.send.TimedRecords;
import dev.kurier.producer.send.TopicLookup;
import dev.kurier.sender.CallbackDispatcher;
import dev.kurier.sender.Sender;
import dev.kurier.sender.SenderEnvironment;
import dev.kurier.sender.SenderRunner;
import dev.kurier.sender.produce.FlushTicket;
import dev.kurier.sender.transport.BackgroundNameResolver;
import dev.kurier.sender.transport.NioTransport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts a producer together from its settings, its plugins and the world outside. */
final class ProducerAssembly {
    private ProducerAssembly() {}

    /** Makes a producer on real sockets and clocks, and starts its sender thread. */
    static <K, V> PluggableProducer<K, V> onSockets(
            ProducerSettings settings, PluginsInMaking<K, V> plugins, @Nullable Executor callbackExecutor) {
        String clientId = settings.client().id();
        NioTransport transport = new NioTransport(
                settings.connection().sendBufferBytes(), settings.connection().receiveBufferBytes());
        try {
            String callbackThread = "kurier-callbacks-" + clientId;
            InnerThreads threads = new InnerThreads();
            CallbackDispatcher callbacks = callbackExecutor == null
                    ? CallbackDispatcher.onThreadOf(threads.named(callbackThread))
                    : CallbackDispatcher.on(callbackExecutor, threads.named(callbackThread));
            Outside outside = new Outside(
                    transport,
                    new BackgroundNameResolver(threads.named("kurier-resolver-" + clientId), transport::wakeup),
                    new SplittableRandom(),
                    Clocks.SYSTEM,
                    new ParkingWaiter(Clocks.SYSTEM::nanoTime),
                    threads);
            Executor compression = onDemandThread(threads.named("kurier-compression-" + clientId));
            Assembled<K, V> made = assemble(settings, plugins, callbacks, compression, outside);
            start(threads.named("kurier-sender-" + clientId), made, transport);
            plugins.takenOver();
            DroppedProducers.watch(made.producer(), made.lifecycle(), clientId);
            return made.producer();
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    /** Makes a producer whose sender has to be turned by somebody. */
    static <K, V> Assembled<K, V> assemble(
            ProducerSettings settings,
            PluginsInMaking<K, V> plugins,
            CallbackDispatcher callbacks,
            Executor compression,
            Outside outside) {
        InterceptorChain<K, V> interceptors = plugins.interceptorChain();
        ContainedErrors ofCallbacks = new ContainedErrors("kurier.callback", "a callback");
        RecordAccumulator accumulator = new RecordAccumulator(
                batching(settings),
                deliveryEnvironment(interceptors, ofCallbacks, callbacks, outside),
                outside.transport()::wakeup,
                compression);
        DeliveryListeners listeners =
                new DeliveryListeners(plugins.deliveryListeners(), callbacks, accumulator.callbackBacklog());
        Sender sender = new Sender(
                SenderSettingsOf.producer(settings),
                accumulator,
                new SenderEnvironment(
                        outside.transport(), outside.resolver(), outside.random(), callbacks, listeners.watcher()),
                outside.clocks().nanoTime());
        RecordSerializers serializers = plugins.serializers();
        PartitionStep partitions = plugins.partitionStep(() -> settling(sender));
        TopicLookup topics = new TopicLookup(sender);
        AppendStep appending = new AppendStep(
                accumulator,
                outside.clocks(),
                new MemoryWaits(
                        SenderSettingsOf.samples(settings), outside.clocks().nanoTime()),
                settings.batching().maxRequestSizeBytes(),
                settings.batching().bufferMemoryBytes());
        Lifecycle lifecycle = new Lifecycle(
                sender,
                callbacks,
                outside,
                Duration.ofNanos(settings.delivery().deliveryTimeoutNs()).plusSeconds(1),
                List.of(interceptors, listeners, serializers, partitions, plugins.jars()));
        ProducerParts<K, V> parts = new ProducerParts<>(
                interceptors,
                listeners,
                topics,
                serializers,
                plugins.partitionerSwap(partitions, lifecycle),
                appending,
                accumulator,
                outside.clocks(),
                lifecycle,
                new ProducerMetrics(settings.client().id(), sender.metrics(), accumulator, topics, appending, lifecycle)
                        .countsErrors("interceptor-error-total", interceptors.contained())
                        .countsErrors("listener-error-total", listeners.contained())
                        .countsErrors("partitioner-error-total", partitions.contained())
                        .countsErrors("callback-error-total", ofCallbacks),
                new TimedRecords(settings.metrics().timing()),
                new BlockBudget(
                        outside.clocks()::nanoTime,
                        outside.waiter(),
                        settings.delivery().maxBlockNs()));
        PluggableProducer<K, V> producer = new KurierProducer<>(parts);
        return new Assembled<>(producer, sender, accumulator, lifecycle);
    }

    private static FlushTicket settling(Sender sender) {
        FlushTicket ticket = FlushTicket.untilEnded();
        sender.flush(ticket);
        return ticket;
    }

    private static DeliveryEnvironment deliveryEnvironment(
            InterceptorChain<?, ?> interceptors,
            ContainedErrors ofCallbacks,
            CallbackDispatcher callbacks,
            Outside outside) {
        return new DeliveryEnvironment(
                interceptors.isEmpty() ? null : interceptors,
                thrown -> ofCallbacks.contain(thrown.getClass(), thrown),
                () -> outside.threads().isInside(callbacks),
                callbacks,
                outside.clocks()::nanoTime);
    }

    private static <K, V> void start(ThreadFactory threads, Assembled<K, V> made, NioTransport transport) {
        SenderRunner runner =
                new SenderRunner(made.sender(), transport, made.accumulator().sleepFlag(), System::nanoTime);
        threads.newThread(runner).start();
    }

    private static BatchingSettings batching(ProducerSettings settings) {
        ProducerSettings.Batching batching = settings.batching();
        return BatchingSettings.compressedBy(
                batching.compression().name().toLowerCase(Locale.ROOT),
                batching.compressionLevel(),
                batching.sizeBytes(),
                batching.lingerNs(),
                batching.bufferMemoryBytes(),
                batching.maxRequestSizeBytes());
    }

    private static Executor onDemandThread(ThreadFactory threads) {
        ThreadPoolExecutor worker =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    /**
     * Is a producer with the parts that have to be driven.
     *
     * @param producer the facade
     * @param sender to be turned
     * @param accumulator tells whether the sender has to be woken
     * @param lifecycle closes it
     */
    record Assembled<K, V>(
            PluggableProducer<K, V> producer, Sender sender, RecordAccumulator accumulator, Lifecycle lifecycle) {}
}
