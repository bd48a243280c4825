package dev.kurier.cli.stub.control;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Numbers things from 1, and forgets the oldest that are over when there are too many. May be used from any thread. */
final class Numbered<T> {
    private final String name;
    private final int max;
    private final Predicate<T> isOver;
    private final Map<Integer, T> byId = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    /**
     * Numbers nothing yet.
     *
     * @param name how messages call one of them
     * @param max how many are remembered, unless more are not over
     * @param isOver tells which may be forgotten
     */
    Numbered(String name, int max, Predicate<T> isOver) {
        this.name = name;
        this.max = max;
        this.isOver = isOver;
    }

    /** Adds one, and returns its number. */
    int add(T thing) {
        Iterator<T> oldestFirst = byId.values().iterator();
        while (byId.size() >= max && oldestFirst.hasNext()) {
            if (isOver.test(oldestFirst.next())) {
                oldestFirst.remove();
            }
        }
        int id = lastId.incrementAndGet();
        byId.put(id, thing);
        return id;
    }

    /**
     * Returns one.
     *
     * @throws IllegalArgumentException if nothing has that number
     */
    T get(int id) {
        T thing = byId.get(id);
        if (thing == null) {
            throw new IllegalArgumentException(
                    name + "=" + id + " is not known; GET /" + name + "s lists those that are");
        }
        return thing;
    }

    /** Takes one out. */
    T remove(int id) {
        T thing = get(id);
        byId.remove(id);
        return thing;
    }

    /** Takes all out; numbers go on. */
    void clear() {
        byId.clear();
    }

    /** Returns all, as something else. */
    <V> List<V> map(BiFunction<Integer, T, V> view) {
        return byId.entrySet().stream()
                .map(entry -> view.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
