package dev.kurier.cli.stub.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubConnection;
import dev.kurier.brokerstub.StubPartition;
import dev.kurier.brokerstub.script.FaultHandle;
import dev.kurier.brokerstub.script.Timeline;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.RequestHeader;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.Uuid;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.compress.CompressionType;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import dev.kurier.protocol.record.BatchAttributes;
import dev.kurier.protocol.record.BatchDescription;
import dev.kurier.protocol.record.BatchHeader;
import dev.kurier.protocol.record.BatchHeaderWriter;
import dev.kurier.protocol.record.EncodedRecord;
import dev.kurier.protocol.record.RecordBatchWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each step of a scenario does to a cluster, in virtual time, as its clients see it. */
class StepEffectTest {
    private static final long SECOND = 1_000_000_000;
    private static final short VERSION = 9;
    private static final long PRODUCER = 5_000_000_000L;

    private final StubCluster cluster =
            StubCluster.builder().brokers(3).topic("orders", 2).build();
    private final StubPartition first = cluster.partition("orders", 0);
    private long nowNs;

    @Test
    void repeatsAStepWithoutAStartAfterItsInterval() {
        Timeline.Step step = Steps.now(parse("'every': '10s', 'kill': 1"), cluster);
        assertThat(step).isNotNull();
        tick(0);
        tick(10 * SECOND - 1);
        assertThat(cluster.broker(1).isUp()).isTrue();

        tick(10 * SECOND);

        assertThat(cluster.broker(1).isUp()).isFalse();
    }

    @Test
    void narrowsWhichVersionsABrokerKnowsUntilItKnowsAllAgain() {
        step("'versions': {'broker': [1, 2], 'api': 'metadata', 'min': 0, 'max': 8}");
        assertThat(isAnswered(1)).isFalse();
        assertThat(isAnswered(2)).isFalse();
        assertThat(isAnswered(3)).isTrue();

        step("'allVersions': 1");
        assertThat(isAnswered(1)).isTrue();
        assertThat(isAnswered(2)).isFalse();

        step("'versions': {'api': 'metadata', 'min': 9, 'max': 9}");
        assertThat(isAnswered(2)).isTrue();
        assertThatThrownBy(() -> step("'versions': {'api': 'metadata', 'min': 9, 'max': 99}"))
                .hasMessageContaining("versions=9..99 of METADATA");
        assertThatThrownBy(() -> step("'versions': {'api': 'metadata', 'min': 9, 'max': 8}"))
                .hasMessageContaining("max=8 is not allowed: 9 or more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'at': '5s', 'kill': 1, 'colour': 2 | colour is not known
            'kill': 1, 'colour': 2 | colour is not known
            'fault': {'probability': 1.5, 'omit': true} | fault.probability=1.5 is not allowed: 0 to 1
            'kill': [] | kill is empty; a broker's id is needed
            'shrinkIsr': {'topic': 'orders', 'partition': 0} | brokers is missing; the brokers that leave are needed
            'leaderless': {'topic': 'orders', 'partition': 0, 'colour': 2} | colour is not known
            'link': {'roundTripMs': {'uniform': {'minMs': 1, 'maxMs': 2}, 'exponential': {'meanMs': 1}}} | needs exactly one of
            'link': {'roundTripMs': {'exponential': {'meanMs': 1, 'colour': 2}}} | colour is not known
            'link': {'roundTripMs': {'exponential': {'meanMs': 1}, 'colour': 2}} | colour is not known
            """)
    void refusesAndDoesNothing(String words, String problem) {
        assertThatThrownBy(() -> step(words))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(problem);
        tick(10 * SECOND);
        assertThat(cluster.broker(1).isUp()).isTrue();
        assertThat(first.leader()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5                                                     | PT0.005S
            {'uniform': {'minMs': 1, 'maxMs': 2}}                 | uniform(PT0.001S..PT0.002S)
            {'normal': {'meanMs': 20, 'deviationMs': 5}}          | normal(PT0.02S, PT0.005S)
            {'exponential': {'meanMs': 20}, 'maxMs': 500}         | exponential(PT0.02S) atMost PT0.5S
            {'pareto': {'minMs': 10, 'shape': 1.5}}               | pareto(PT0.01S, 1.5)
            {'percentilesMs': {'50': 5, '99.9': 80}, 'maxMs': 60} | percentiles({50.0=PT0.005S, 99.9=PT0.08S}) atMost PT0.06S
            """)
    void readsHowDelaysAreSpread(String json, String delay) {
        assertThat(DelayWords.read(parse("'delayMs': " + json), "delayMs")).hasToString(delay);
    }

    @Test
    void doesToEachBrokerWhatItSays() {
        step("'kill': [1, 3]");

        assertThat(cluster.broker(1).isUp()).isFalse();
        assertThat(cluster.broker(3).isUp()).isFalse();
    }

    @Test
    void hidesABrokerFromClientsAndShowsIt() {
        step("'hide': 2");
        assertThat(metadata(1).brokers())
                .extracting(MetadataResponse.Broker::nodeId)
                .containsExactly(1, 3);

        step("'show': 2");
        assertThat(metadata(1).brokers()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "blackhole"})
    void answersNobodyUntilItIsResumed(String verb) {
        step("'" + verb + "': 1");
        assertThat(isAnswered(1)).isFalse();
        assertThat(isAnswered(2)).isTrue();

        step("'resume': 1");
        assertThat(isAnswered(1)).isTrue();
    }

    @Test
    void acceptsConnectionsAgain() {
        step("'refuse': 1");
        assertThatThrownBy(() -> cluster.connect(1)).hasMessageContaining("refuses");

        step("'accept': 1");
        assertThat(isAnswered(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'roundTripMs': 1000", "'bytesPerSecond': 1", "'sliceBytes': 1, 'sliceEveryMs': 1000"})
    void slowsTheWayToABrokerAndMakesItFastAgain(String how) {
        tick(0);
        step("'link': {'broker': 2, " + how + "}");
        assertThat(isAnswered(2)).isFalse();
        assertThat(isAnswered(1)).isTrue();

        step("'clearLink': 2");
        assertThat(isAnswered(2)).isTrue();
    }

    @Test
    void createsTopicsOfOnePartitionUnlessItIsToldHowMany() {
        step("'createTopic': {'name': 'parcels'}");
        assertThat(cluster.topic("parcels").partitions()).hasSize(1);

        step("'recreateTopic': {'topic': 'parcels', 'partitions': 3}");
        assertThat(cluster.topic("parcels").partitions()).hasSize(3);
    }

    @Test
    void movesTheLeaderToAReplicaInSyncAndElectsAnyUncleanly() {
        step("'shrinkIsr': {'topic': 'orders', 'partition': 0, 'brokers': 2}");

        assertThatThrownBy(() -> step("'moveLeader': {'topic': 'orders', 'partition': 0, 'broker': 2}"))
                .hasMessageContaining("not in sync");
        step("'electUnclean': {'topic': 'orders', 'partition': 0, 'broker': 2}");
        assertThat(first.leader()).isEqualTo(2);
    }

    @Test
    void takesTheLeaderAwayForATime() {
        tick(0);
        step("'leaderless': {'topic': 'orders', 'partition': 0, 'forMs': 300}");
        tick(0);
        tick(SECOND * 3 / 10 - 1);
        assertThat(first.leader()).isEqualTo(-1);

        tick(SECOND * 3 / 10);
        assertThat(first.leader()).isPositive();
    }

    @Test
    void letsTheBrokersThatItNamesTellOldMetadata() {
        step("'staleMetadata': {'topic': 'orders', 'partition': 0, 'forMs': 300, 'brokers': 1}");
        step("'moveLeader': {'topic': 'orders', 'partition': 0, 'broker': 2}");

        assertThat(leaderToldBy(1)).isEqualTo(1);
        assertThat(leaderToldBy(3)).isEqualTo(2);
    }

    @Test
    void stallsAReplicaAndLetsItCatchUp() {
        step("'stallReplica': {'topic': 'orders', 'partition': 0, 'broker': 2}");
        produce(0, 0);
        produce(0, 1);
        assertThat(first.replica(2).endOffset()).isZero();

        step("'catchUpReplica': {'topic': 'orders', 'partition': 0, 'broker': 2, 'offset': 1}");
        assertThat(first.replica(2).endOffset()).isEqualTo(1);
    }

    @Test
    void makesAReplicaLag() {
        tick(0);
        step("'lagReplica': {'topic': 'orders', 'partition': 0, 'broker': 2, 'lagMs': 5}");
        produce(0, 0);
        tick(4_999_999);
        assertThat(first.replica(2).endOffset()).isZero();

        tick(5_000_000);
        assertThat(first.replica(2).endOffset()).isEqualTo(1);
    }

    @Test
    void deletesRecordsBelowAnOffset() {
        produce(0, 0);
        produce(0, 1);

        step("'deleteRecords': {'topic': 'orders', 'partition': 0, 'beforeOffset': 1}");

        assertThat(first.startOffset()).isEqualTo(1);
    }

    @Test
    void losesWhatAPartitionKnowsOfProducers() {
        produce(0, 0);
        assertThat(produce(0, 7)).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);

        step("'loseProducerState': {'topic': 'orders', 'partition': 0}");

        assertThat(produce(0, 7)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void fencesTheProducerThatItNames() {
        produce(0, 0);
        step("'fence': 4999999999");
        assertThat(produce(0, 1)).isEqualTo(ErrorCode.NONE);

        step("'fence': 5000000000");
        assertThat(produce(0, 2)).isEqualTo(ErrorCode.INVALID_PRODUCER_EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'hold': true", "'cutRequestAt': 9, 'then': 'hold'"})
    void letsGoWhatARuleHeldThatIsTakenOut(String action) {
        FaultHandle rule = FaultWords.install(parse("'api': 'metadata', " + action), cluster);
        StubConnection connection = cluster.connect(1);
        send(connection, metadataRequest());
        assertThat(received(connection)).isEmpty();

        rule.remove();
        tick(0);

        assertThat(received(connection)).isNotEmpty();
        assertThat(cluster.faults().size()).isZero();
    }

    @Test
    void closesBehindACutRequestUnlessItIsToldOtherwise() {
        FaultHandle rule = FaultWords.install(parse("'api': 'metadata', 'cutRequestAt': 9"), cluster);
        StubConnection connection = cluster.connect(1);

        send(connection, metadataRequest());

        assertThat(connection.isClosed()).isTrue();
        assertThat(rule.hits()).isEqualTo(1);
    }

    private void step(String words) {
        Timeline.Step unused = Steps.now(parse(words), cluster);
    }

    private static JsonFields parse(String words) {
        return JsonFields.parse("step", ("{" + words + "}").replace('\'', '"'));
    }

    private void tick(long nowNs) {
        this.nowNs = nowNs;
        cluster.tick(nowNs);
    }

    private int leaderToldBy(int broker) {
        return metadata(broker).topics().get(0).partitions().get(0).leaderId();
    }

    private MetadataResponse metadata(int broker) {
        return MetadataResponse.read(ask(broker, ApiKey.METADATA, metadataRequest()), VERSION);
    }

    private static WireWriter metadataRequest() {
        WireWriter out = begin(ApiKey.METADATA);
        MetadataRequest.ofAllTopics().write(out, VERSION);
        return out;
    }

    /** Sends one record of an idempotent producer to the first partition's leader, broker 1. */
    private ErrorCode produce(int partition, int sequence) {
        ProduceRequest.Partition only = new ProduceRequest.Partition(partition, List.of(batch(sequence)));
        ProduceRequest request = new ProduceRequest(
                null,
                (short) 1,
                (int) Duration.ofSeconds(30).toMillis(),
                List.of(new ProduceRequest.Topic("orders", Uuid.ZERO, List.of(only))));
        WireWriter out = begin(ApiKey.PRODUCE);
        request.write(out, VERSION);
        ProduceResponse response = ProduceResponse.read(ask(1, ApiKey.PRODUCE, out), VERSION);
        return ErrorCode.of(response.topics().get(0).partitions().get(0).errorCode());
    }

    private static ByteBuffer batch(int sequence) {
        ByteBuffer records = ByteBuffer.allocate(100);
        int size = RecordBatchWriter.write(records, 0, new EncodedRecord().value(new byte[] {1}), 0, 0);
        ByteBuffer batch = ByteBuffer.allocate(BatchHeader.SIZE + size);
        short attributes = BatchAttributes.of(CompressionType.NONE, false);
        BatchDescription description = new BatchDescription(attributes, 1, 1, 1, PRODUCER, (short) 0, sequence);
        BatchHeaderWriter.write(batch, 0, description, List.of(records.limit(size)));
        return batch.put(BatchHeader.SIZE, records, 0, size);
    }

    private static WireWriter begin(ApiKey api) {
        WireWriter out = new WireWriter();
        new RequestHeader(api.id(), VERSION, 1, "step-effect-test").write(out);
        return out;
    }

    private boolean isAnswered(int broker) {
        byte[] answer = answer(broker, metadataRequest());
        return answer.length > Integer.BYTES
                && answer.length == Integer.BYTES + ByteBuffer.wrap(answer).getInt();
    }

    private WireReader ask(int broker, ApiKey api, WireWriter request) {
        WireReader in = WireReader.strict(
                ByteBuffer.wrap(answer(broker, request)).position(Integer.BYTES).slice());
        ResponseHeader unused = ResponseHeader.read(in, api, VERSION);
        return in;
    }

    /** Returns the bytes that have come by now. */
    private byte[] answer(int broker, WireWriter request) {
        StubConnection connection = cluster.connect(broker);
        send(connection, request);
        return received(connection);
    }

    private void send(StubConnection connection, WireWriter request) {
        byte[] bytes = request.toByteArray();
        connection.receive(
                ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(bytes.length)
                        .put(bytes)
                        .flip(),
                nowNs);
    }

    private byte[] received(StubConnection connection) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        connection.drain(
                part -> {
                    byte[] piece = new byte[part.remaining()];
                    part.duplicate().get(piece);
                    answer.writeBytes(piece);
                },
                nowNs);
        return answer.toByteArray();
    }
}
