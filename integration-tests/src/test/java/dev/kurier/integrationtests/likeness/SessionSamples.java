package dev.kurier.integrationtests.likeness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists Fetch requests of sessions, in their order: each goes on where the one before it has left the session. */
final class SessionSamples {
    private static final short FIRST_VERSION = 7;
    private static final short FIRST_VERSION_BY_ID = 13;
    private static final int NONE = 0;
    private static final int OPEN = 0;
    private static final int CLOSE = -1;
    private static final int END = 5;
    private static final int BEHIND_THE_END = 99;
    private static final int UNKNOWN_PARTITION = Scene.PARTITIONS;

    private final List<Sample> samples = new ArrayList<>();

    private SessionSamples() {}

    static List<Sample> all() {
        SessionSamples all = new SessionSamples();
        all.readOn();
        all.gather();
        all.end();
        return all.samples;
    }

    private void readOn() {
        addOf(scene -> NONE, "a new session", OPEN, (scene, version) -> read(scene, version, Map.of(0, 0, 1, 0)));
        add("the same again", 1, (scene, version) -> request(version));
        add("from the end on", 2, (scene, version) -> read(scene, version, Map.of(0, END)));
        add("nothing new", 3, (scene, version) -> request(version));
        add("an epoch that was", 3, (scene, version) -> request(version));
        add("an epoch to come", 9, (scene, version) -> request(version));
        add("an impossible epoch", -2, (scene, version) -> request(version));
        addOf(scene -> scene.sessionId() ^ 1, "another session's id", 4, (scene, version) -> request(version));
        add("still nothing new", 4, (scene, version) -> request(version));
        add("from behind the end", 5, (scene, version) -> read(scene, version, Map.of(0, BEHIND_THE_END)));
        add("still from behind the end", 6, (scene, version) -> request(version));
        add("from the end again", 7, (scene, version) -> read(scene, version, Map.of(0, END)));
        add("and again", 8, (scene, version) -> request(version));
        add(
                "from the start again",
                9,
                (scene, version) -> read(scene, version, Map.of(0, 0)).setIsolationLevel((byte) 1));
        add(
                "a batch larger than asked for",
                10,
                (scene, version) -> request(version).setMaxBytes(10));
    }

    private void gather() {
        add(
                "a partition that is not there",
                11,
                (scene, version) -> read(scene, version, Map.of(UNKNOWN_PARTITION, 0, 0, END)));
        add("still not there", 12, (scene, version) -> request(version));
        add(
                "forgotten",
                13,
                (scene, version) ->
                        request(version).setForgottenTopicsData(List.of(forget(scene, version, UNKNOWN_PARTITION))));
        add(
                "forgotten twice",
                14,
                (scene, version) ->
                        request(version).setForgottenTopicsData(List.of(forget(scene, version, UNKNOWN_PARTITION))));
        add(
                "a topic that is not there",
                15,
                (scene, version) -> request(version).setTopics(List.of(unknownTopic(version))));
        add("the topic still not there", 16, (scene, version) -> request(version));
        add(
                "the topic named and forgotten at once",
                17,
                (scene, version) -> request(version)
                        .setTopics(List.of(unknownTopic(version)))
                        .setForgottenTopicsData(List.of(forgetUnknownTopic(version))));
        add("without the topic", 18, (scene, version) -> request(version));
        add(
                "a partition forgotten",
                19,
                (scene, version) -> request(version).setForgottenTopicsData(List.of(forget(scene, version, 1))));
        add("a partition taken up again", 20, (scene, version) -> read(scene, version, Map.of(1, 0)));
    }

    private void end() {
        add(
                "everything forgotten",
                21,
                (scene, version) -> request(version)
                        .setForgottenTopicsData(List.of(forget(scene, version, 0), forget(scene, version, 1))));
        add("behind the end of the session", 22, (scene, version) -> request(version));
        addOf(scene -> NONE, "another new session", OPEN, (scene, version) -> read(scene, version, Map.of(0, END)));
        add("a session in its place", OPEN, (scene, version) -> read(scene, version, Map.of(1, 0)));
        add("in the session in its place", 1, (scene, version) -> request(version));
        add("closed", CLOSE, (scene, version) -> read(scene, version, Map.of(0, 0)));
        add("behind the close", 2, (scene, version) -> request(version));
        addOf(scene -> NONE, "a new session of nothing", OPEN, (scene, version) -> request(version));
        add("on in the session of nothing", 1, (scene, version) -> read(scene, version, Map.of(0, 0)));
        addOf(
                scene -> NONE,
                "a new session of what is not there",
                OPEN,
                (scene, version) -> request(version).setTopics(List.of(unknownTopic(version))));
        add("on with what is not there", 1, (scene, version) -> request(version));
    }

    /** Adds a request of the session that is open. */
    private void add(String name, int epoch, BiFunction<Scene, Short, FetchRequestData> body) {
        addOf(Scene::sessionId, name, epoch, body);
    }

    private void addOf(
            ToIntFunction<Scene> session, String name, int epoch, BiFunction<Scene, Short, FetchRequestData> body) {
        samples.add(Sample.of(
                        ApiKeys.FETCH,
                        "session: " + name,
                        (scene, version) -> body.apply(scene, version)
                                .setSessionId(session.applyAsInt(scene))
                                .setSessionEpoch(epoch))
                .from(FIRST_VERSION));
    }

    private static FetchRequestData request(short version) {
        return FetchSamples.request(version);
    }

    /** Reads partitions, each from an offset, the one with the higher number first. */
    private static FetchRequestData read(Scene scene, short version, Map<Integer, Integer> offsets) {
        List<FetchTopic> topics = offsets.keySet().stream()
                .sorted((a, b) -> b - a)
                .map(index -> FetchSamples.known(
                        scene, version, FetchSamples.topic(version, index, p -> p.setFetchOffset(offsets.get(index)))))
                .toList();
        return request(version).setTopics(topics);
    }

    private static FetchTopic unknownTopic(short version) {
        FetchTopic topic = FetchSamples.topic(version, 0, p -> p.setFetchOffset(0));
        return version >= FIRST_VERSION_BY_ID
                ? topic.setTopicId(Scene.UNKNOWN_ID)
                : topic.setTopic(Scene.UNKNOWN_TOPIC);
    }

    private static ForgottenTopic forgetUnknownTopic(short version) {
        ForgottenTopic topic = new ForgottenTopic().setPartitions(List.of(0));
        return version >= FIRST_VERSION_BY_ID
                ? topic.setTopicId(Scene.UNKNOWN_ID)
                : topic.setTopic(Scene.UNKNOWN_TOPIC);
    }

    private static ForgottenTopic forget(Scene scene, short version, int index) {
        ForgottenTopic topic = new ForgottenTopic().setPartitions(List.of(index));
        return version >= FIRST_VERSION_BY_ID ? topic.setTopicId(scene.id(Scene.READ)) : topic.setTopic(Scene.READ);
    }
}
