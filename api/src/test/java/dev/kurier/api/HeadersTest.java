package dev.kurier.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final Header A = Header.of("a", "1");
    private static final Header B = Header.of("b", "2");

    @Test
    void keepsOrderAndDuplicates() {
        Headers headers = Headers.of(A, B).with("a", null);

        assertThat(headers).containsExactly(A, B, new Header("a", null));
        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.get(1)).isEqualTo(B);
        assertThat(headers.last("a").value()).isNull();
        assertThat(headers.last("b")).isEqualTo(B);
        assertThat(headers.last("c")).isNull();
    }

    @Test
    void copiesInsteadOfChanging() {
        Headers one = Headers.of(A);
        one.with(B);
        one.without("a");

        assertThat(one).containsExactly(A);
    }

    @Test
    void copiesWhatItIsMadeOf() {
        List<Header> list = new ArrayList<>(List.of(A));
        Headers headers = Headers.copyOf(list);
        list.add(B);

        assertThat(headers).containsExactly(A);
        assertThat(Headers.copyOf(headers)).isSameAs(headers);
    }

    @Test
    void dropsEveryHeaderOfAName() {
        assertThat(Headers.of(A, B, A).without("a")).containsExactly(B);
        assertThat(Headers.of(A).without("a")).isSameAs(Headers.none());
        Headers untouched = Headers.of(A);
        assertThat(untouched.without("c")).isSameAs(untouched);
    }

    @Test
    void isOneObjectWhenEmpty() {
        assertThat(Headers.of()).isSameAs(Headers.none());
        assertThat(Headers.copyOf(List.of())).isSameAs(Headers.none());
        assertThat(Headers.none().isEmpty()).isTrue();
        assertThat(Headers.of(A).isEmpty()).isFalse();
    }

    @Test
    void cannotBeChangedThroughItsIterator() {
        var iterator = Headers.of(A).iterator();
        iterator.next();

        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalsHeadersOfTheSameContentInTheSameOrder() {
        assertThat(Headers.of(A, B)).isEqualTo(Headers.of(A, B)).hasSameHashCodeAs(Headers.of(A, B));
        assertThat(Headers.of(A, B)).isNotEqualTo(Headers.of(B, A));
        assertThat(Headers.of(A)).isNotEqualTo(A);
        assertThat(Headers.of(Header.of("a", "1")))
                .as("bytes count, not arrays")
                .isEqualTo(Headers.of(A))
                .hasSameHashCodeAs(Headers.of(A))
                .isNotEqualTo(Headers.of(Header.of("a", "2")))
                .isNotEqualTo(Headers.of(new Header("a", null)));
    }

    @Test
    void refusesAHeaderWithoutAName() {
        assertThatThrownBy(() -> new Header(null, new byte[0])).hasMessageContaining("header name");
        assertThat(new Header("", null).name()).isEmpty();
    }

    @Test
    void hidesValuesInItsText() {
        assertThat(Headers.of(Header.of("auth", "secret"), new Header("none", null)))
                .hasToString("[auth=6 bytes, none=null]");
    }
}
