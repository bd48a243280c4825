package dev.kurier.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a record's headers in their order; immutable, duplicates of a name allowed. */
public final class Headers implements Iterable<Header> {
    private static final Headers NONE = new Headers(List.of());

    private final List<Header> list;

    private Headers(List<Header> list) {
        this.list = list;
    }

    /** The headers of a record that has none. */
    public static Headers none() {
        return NONE;
    }

    /** Makes headers of {@code headers}, in their order. */
    public static Headers of(Header... headers) {
        return copyOf(Arrays.asList(Objects.requireNonNull(headers, "headers")));
    }

    /** Makes headers of a copy of {@code headers}, in their order. */
    public static Headers copyOf(Iterable<Header> headers) {
        if (headers instanceof Headers same) {
            return same;
        }
        List<Header> copy = new ArrayList<>();
        for (Header header : Objects.requireNonNull(headers, "headers")) {
            copy.add(Objects.requireNonNull(header, "header"));
        }
        return copy.isEmpty() ? NONE : new Headers(List.copyOf(copy));
    }

    /** Returns these headers with {@code header} behind them. */
    public Headers with(Header header) {
        List<Header> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(Objects.requireNonNull(header, "header"));
        return new Headers(List.copyOf(longer));
    }

    /** Returns these headers with a header of that name and value behind them. */
    public Headers with(String name, byte @Nullable [] value) {
        return with(new Header(name, value));
    }

    /** Returns these headers without any of that name. */
    public Headers without(String name) {
        Objects.requireNonNull(name, "header name");
        List<Header> rest = list.stream().filter(h -> !h.name().equals(name)).toList();
        return rest.size() == list.size() ? this : copyOf(rest);
    }

    /** The last header of that name, or null. */
    public @Nullable Header last(String name) {
        Objects.requireNonNull(name, "header name");
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).name().equals(name)) {
                return list.get(i);
            }
        }
        return null;
    }

    /** How many headers there are. */
    public int size() {
        return list.size();
    }

    /** Tells whether there are none. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The header at {@code index}, from 0. */
    public Header get(int index) {
        return list.get(index);
    }

    @Override
    public Iterator<Header> iterator() {
        return list.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
