package dev.kurier.sender.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kurier.api.Delivery;
import dev.kurier.api.Outcome;
import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.ResponseHeader;
import dev.kurier.protocol.WireReader;
import dev.kurier.protocol.WireWriter;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.metadata.MetadataResponse.Broker;
import dev.kurier.sender.cluster.TopicTicket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that no field of a response ends more than the connection that it came over. */
class HostileClusterTest {
    private static final short VERSION = ApiKey.METADATA.newestVersion();
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aPortThatCanNotBeMakesOneBrokerUnreachable(int port) {
        sendsToTheOthersThough(brokers -> changed(brokers, 0, new Broker(1, "127.0.0.1", port, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "\u0000"})
    void aHostThatCanNotBeMakesOneBrokerUnreachable(String host) {
        sendsToTheOthersThough(brokers -> changed(brokers, 0, new Broker(1, host, 9092, null)));
    }

    @Test
    void aHostLongerThanAnyNameMakesOneBrokerUnreachable() {
        sendsToTheOthersThough(brokers -> changed(brokers, 0, new Broker(1, "h".repeat(10_000), 9092, null)));
    }

    @Test
    void saysWhyABrokerAtAnImpossiblePortGetsNothing() {
        Simulation sim = new Simulation(SimSettings.defaults().deliveryTimeoutMs(31_000));
        editMetadata(sim, brokers -> changed(brokers, 0, new Broker(1, "127.0.0.1", 70_000, null)), true);
        sim.learn("t");
        Delivery delivery = sim.append("t", 0, "a");

        sim.runUntil(delivery::isDone, Duration.ofSeconds(32));

        assertThat(delivery.outcome()).isEqualTo(Outcome.NOT_PERSISTED);
        assertThat(sim.sender().failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -2, Integer.MIN_VALUE})
    void aNegativeBrokerIdEndsTheConnectionAndIsAskedForAgain(int id) {
        Simulation sim = new Simulation(SimSettings.defaults());
        editMetadata(sim, brokers -> changed(brokers, 0, new Broker(id, "127.0.0.1", 9092, null)), false);
        sim.learn("t");

        delivers(sim, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"METADATA", "INIT_PRODUCER_ID", "PRODUCE", "API_VERSIONS"})
    void noResponseWithOddBytesEndsTheSender(ApiKey api) {
        Seeds.forEach(150, seed -> {
            Simulation sim = new Simulation(SimSettings.defaults().seed(seed).lingerMs(0));
            SplittableRandom random = new SplittableRandom(seed);
            sim.cluster().every(api).times(3).corruptReply(bytes -> {
                byte[] edited = bytes.clone();
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    edited[8 + random.nextInt(edited.length - 8)] = (byte) random.nextInt(256);
                }
                return edited;
            });
            sim.sender().wantTopic(new TopicTicket("t", -1, Long.MAX_VALUE / 2));
            sim.append("t", 0, "a");
            sim.append("t", 1, "b");
            sim.runFor(Duration.ofSeconds(20));
            sim.cluster().clearFaults();

            assertThat(sim.sender().failure()).isNull();
        });
    }

    private static void sendsToTheOthersThough(UnaryOperator<List<Broker>> edit) {
        Simulation sim = new Simulation(SimSettings.defaults());
        editMetadata(sim, edit, true);
        sim.learn("t");
        sim.append("t", 0, "nowhere to go");

        delivers(sim, 1);
        delivers(sim, 2);
        sim.cluster().clearFaults();
        delivers(sim, 0);
    }

    private static void delivers(Simulation sim, int partition) {
        Delivery delivery = sim.append("t", partition, "a");
        sim.runUntil(delivery::isDone, LONG);
        assertThat(delivery.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    private static List<Broker> changed(List<Broker> brokers, int index, Broker broker) {
        List<Broker> all = new ArrayList<>(brokers);
        all.set(index, broker);
        return all;
    }

    private static void editMetadata(Simulation sim, UnaryOperator<List<Broker>> edit, boolean always) {
        var metadata =
                always ? sim.cluster().every(ApiKey.METADATA) : sim.cluster().next(ApiKey.METADATA);
        metadata.corruptReply(bytes -> {
            WireReader in = WireReader.lenient(ByteBuffer.wrap(bytes, 4, bytes.length - 4));
            ResponseHeader header = ResponseHeader.read(in, ApiKey.METADATA, VERSION);
            MetadataResponse told = MetadataResponse.read(in, VERSION);
            WireWriter out = new WireWriter();
            header.write(out, ApiKey.METADATA, VERSION);
            new MetadataResponse(
                            told.throttleTimeMs(),
                            edit.apply(told.brokers()),
                            told.clusterId(),
                            told.controllerId(),
                            told.topics(),
                            told.clusterAuthorizedOperations(),
                            told.errorCode())
                    .write(out, VERSION);
            return joined(out.toFrame());
        });
    }

    private static byte[] joined(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return all.array();
    }
}
