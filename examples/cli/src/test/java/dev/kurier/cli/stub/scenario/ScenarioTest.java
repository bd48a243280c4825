package dev.kurier.cli.stub.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.cli.stub.json.JsonFields;
import dev.kurier.cli.stub.json.ScenarioException;
import dev.kurier.protocol.ApiKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario file does, in virtual time, and what it says about mistakes. */
class ScenarioTest {
    private static final long SECOND = 1_000_000_000;

    private final StubCluster cluster =
            StubCluster.builder().brokers(3).topic("orders", 2).build();

    @Test
    void playsTimedStepsByTheClustersClock() {
        Scenario.Installed installed = install("""
                {"steps": [
                  {"at": "5s", "kill": 2},
                  {"at": "10s", "restart": 2},
                  {"at": "1s", "every": "10s", "times": 2, "moveLeader": {"topic": "orders", "partition": 0, "broker": 3}}
                ]}""");
        cluster.tick(0);

        cluster.tick(SECOND);
        assertThat(cluster.partition("orders", 0).leader()).isEqualTo(3);
        cluster.partition("orders", 0).moveLeader(1);
        cluster.tick(5 * SECOND - 1);
        assertThat(cluster.broker(2).isUp()).isTrue();
        cluster.tick(5 * SECOND);
        assertThat(cluster.broker(2).isUp()).isFalse();
        cluster.tick(10 * SECOND);
        assertThat(cluster.broker(2).isUp()).isTrue();
        cluster.tick(11 * SECOND);
        assertThat(cluster.partition("orders", 0).leader()).isEqualTo(3);

        cluster.tick(100 * SECOND);
        assertThat(installed.steps()).extracting(step -> step.runs()).containsExactly(1, 1, 2);
        assertThat(installed.steps())
                .allSatisfy(step -> assertThat(step.failure()).isEmpty());
    }

    @Test
    void knowsForEachStepAnEffect() {
        String partition = "{\"topic\": \"orders\", \"partition\": 1";
        step("\"pause\": [1, 2]");
        step("\"resume\": [1, 2]");
        step("\"refuse\": 1");
        assertThatThrownBy(() -> cluster.connect(1)).hasMessageContaining("refuses");
        step("\"accept\": 1");
        int port = cluster.broker(1).port();
        step("\"restartAtAnotherPort\": 1");
        assertThat(cluster.broker(1).port()).isNotEqualTo(port);
        step("\"fillDisk\": 2");
        assertThatThrownBy(() -> cluster.partition("orders", 0).moveLeader(2))
                .hasMessageContaining("out of disk space");
        step("\"freeDisk\": 2");
        step("\"moveLeader\": " + partition + ", \"broker\": 2}");
        assertThat(cluster.partition("orders", 1).leader()).isEqualTo(2);
        step("\"leaderless\": " + partition + "}");
        assertThat(cluster.partition("orders", 1).leader()).isEqualTo(-1);
        step("\"electUnclean\": " + partition + ", \"broker\": 3}");
        assertThat(cluster.partition("orders", 1).leader()).isEqualTo(3);
        step("\"shrinkIsr\": " + partition + ", \"brokers\": [1, 2]}");
        assertThat(cluster.partition("orders", 1).isr()).containsExactly(3);
        step("\"resumeReplica\": " + partition + ", \"broker\": 1}");
        assertThat(cluster.partition("orders", 1).isr()).contains(1);
        step("\"createTopic\": {\"name\": \"parcels\", \"partitions\": 2}");
        step("\"addPartitions\": {\"topic\": \"parcels\", \"partitions\": 5}");
        assertThat(cluster.topic("parcels").partitions()).hasSize(5);
        step("\"configureTopic\": {\"topic\": \"parcels\", \"key\": \"max.message.bytes\", \"value\": \"77\"}");
        assertThat(cluster.topic("parcels").config("max.message.bytes")).isEqualTo("77");
        var id = cluster.topic("parcels").id();
        step("\"recreateTopic\": {\"topic\": \"parcels\", \"partitions\": 1}");
        assertThat(cluster.topic("parcels").id()).isNotEqualTo(id);
        step("\"deleteTopic\": \"parcels\"");
        assertThatThrownBy(() -> cluster.topic("parcels")).hasMessageContaining("does not exist");
        step("\"fault\": {\"api\": \"produce\", \"omit\": true}");
        assertThat(cluster.faults().size()).isEqualTo(1);
        step("\"clearFaults\": true");
        assertThat(cluster.faults().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'blackhole': 1",
                "'hide': 1",
                "'show': 1",
                "'clearLink': [1, 2]",
                "'link': {'roundTripMs': {'exponential': {'meanMs': 5}}, 'bytesPerSecond': 9000000000}",
                "'link': {'broker': 2, 'sliceBytes': 7, 'sliceEveryMs': 0.5}",
                "'staleMetadata': {'topic': 'orders', 'partition': 0, 'forMs': 300, 'brokers': 1}",
                "'deleteRecords': {'topic': 'orders', 'partition': 0, 'beforeOffset': 0}",
                "'loseProducerState': {'topic': 'orders', 'partition': 0}",
                "'stallReplica': {'topic': 'orders', 'partition': 0, 'broker': 2}",
                "'lagReplica': {'topic': 'orders', 'partition': 0, 'broker': 2, 'lagMs': 5}",
                "'catchUpReplica': {'topic': 'orders', 'partition': 0, 'broker': 2, 'offset': 5}",
                "'fence': 5000000000",
            })
    void takesEveryOtherStep(String words) {
        step(words.replace('\'', '"'));
    }

    @Test
    void setsTheSeed() {
        install("{\"seed\": 77, \"faults\": [{\"probability\": 0.5, \"observe\": true}]}");

        assertThat(cluster.faults().seed()).isEqualTo(77);
    }

    @Test
    void putsARuleInForceAtATime() {
        install(
                "{\"steps\": [{\"at\": \"3s\", \"fault\": {\"api\": \"produce\", \"times\": 1, \"disconnect\": true}}]}");
        cluster.tick(0);
        assertThat(cluster.faults().size()).isZero();

        cluster.tick(3 * SECOND);

        assertThat(cluster.faults().size()).isEqualTo(1);
        assertThat(cluster.requests(ApiKey.PRODUCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'faults':[\\n\\n{'api':'prodouce','omit':true}]} | s.faults[0].api=prodouce is not known; allowed: | did you mean produce? | (line 3)
            {'faults':[\\n{'api':'produce','fial':'none'}]}  | s.faults[0].fial is not known; allowed: | did you mean fail? | (line 2)
            {'faults':[{'fail':'not-a-leader-or-follower'}]} | fail=not-a-leader-or-follower is not known | did you mean not-leader-or-follower? | (line 1)
            {'faults':[{'omit':true,'stage':'befor-apply'}]} | allowed: received, before-apply, after-apply, replying | did you mean before-apply? | (line 1)
            {'fault':[]}                       | s.fault is not known; allowed: seed, topics, faults, steps | did you mean faults? | (line 1)
            {'steps':[\\n{'at':'5 s','kill':1}]} | s.steps[0].at=5 s is not a time; allowed: | 500ms or 5s | (line 2)
            {'steps':[{'at':'5s','kil':1}]}    | s.steps[0].kil is not known | did you mean kill? | (line 1)
            {'steps':[{'kill':9}]}             | s.steps[0].kill: broker=9 is not one of 1..3 | 1..3 | (line 1)
            {'steps':[{'kill':1,'pause':1}]}   | says two things to do; make two steps | One of: kill, | (line 1)
            {'steps':[{'times':2,'kill':1}]}   | s.steps[0].times=2 needs every | every | (line 1)
            {'steps':[{'every':'0s','kill':1}]} | s.steps[0].every=0 is not allowed | 1ms or more | (line 1)
            {'steps':[{'link':{'broker':1}}]}  | s.steps[0].link says nothing; give roundTripMs | bytesPerSecond | (line 1)
            {'steps':[{'moveLeader':{'topic':'t'}}]} | s.steps[0].moveLeader.partition is missing | a whole number | (line 1)
            {'faults':[{'delayMs':{'uniform':{'minMs':5,'maxMs':2}}}]} | delayMs.uniform: max=PT0.002S is below min | min | (line 1)
            {'faults':[{'delayMs':{'gauss':{}}}]} | delayMs needs exactly one of uniform, normal, exponential | pareto | (line 1)
            {'faults':[{'topic':'t','cutRequestAt':5}]} | s.faults[0]: cutRequestAt=5 does not go with a topic | clientId | (line 1)
            {'topics':[],\\n'topics':[]}        | s.topics is there twice; leave one out | twice | (line 2)
            {'topics':[{'name':'orders'}]}     | s.topics[0]: topic=orders exists | delete it first | (line 1)
            {'seed':'x'}                       | s.seed="x" is not a number | seed | (line 1)
            {'seed':                           | s is not JSON | JSON | (line 1)
            """)
    void namesWhereAndWhatIsWrongAndWhatIsAllowed(String json, String problem, String hint, String line) {
        String text = json.replace('\'', '"').replace("\\n", "\n");

        assertThatThrownBy(() -> Scenario.install("s", text, cluster))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(hint)
                .hasMessageContaining(line);
    }

    private void step(String words) {
        assertThat(Steps.now(JsonFields.parse("step", "{" + words + "}"), cluster))
                .isNull();
    }

    private Scenario.Installed install(String json) {
        return Scenario.install("s", json, cluster);
    }
}
