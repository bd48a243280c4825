package dev.kurier.integrationtests.likeness;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/**
 * Is one request of the corpus, in a range of versions.
 *
 * @param api which API it asks
 * @param name what it tries
 * @param oldest the first version it is sent in
 * @param newest the last version it is sent in
 * @param body makes it; a function of what the brokers hold and of the version alone
 */
record Sample(ApiKeys api, String name, int oldest, int newest, BiFunction<Scene, Short, ApiMessage> body) {
    /** Makes a sample for every version of its API. */
    static Sample of(ApiKeys api, String name, BiFunction<Scene, Short, ApiMessage> body) {
        return new Sample(api, name, 0, Short.MAX_VALUE, body);
    }

    Sample from(int version) {
        return new Sample(api, name, version, newest, body);
    }

    Sample upTo(int version) {
        return new Sample(api, name, oldest, version, body);
    }

    boolean has(short version) {
        return version >= oldest && version <= newest;
    }

    /** The request's body in a version, as kafka-clients writes it. */
    ApiMessage in(short version, Scene scene) {
        return body.apply(scene, version);
    }

    /** All versions from one to another, both included. */
    static List<Short> versions(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(v -> (short) v).toList();
    }
}
