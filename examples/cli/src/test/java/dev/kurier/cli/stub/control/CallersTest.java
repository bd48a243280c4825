package dev.kurier.cli.stub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may drive the stub: clients that reach it by an address or a name it is known by, but no page of another site. */
class CallersTest {
    private final Callers callers = new Callers(Set.of("stub.test", "host.docker.internal"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,                        -,                         true
            127.0.0.1:9099,           -,                         true
            10.1.2.3:8080,            -,                         true
            [::1]:9099,               -,                         true
            localhost:9099,           http://localhost:9099,     true
            stub.test,                -,                         true
            host.docker.internal:99,  -,                         true
            stub.test.evil.example,   -,                         false
            evil.example:9099,        -,                         false
            1.2.3.4.evil.example:9099, -,                        false
            127.0.0.1:9099,           http://127.0.0.1:3000,     false
            127.0.0.1:9099,           null,                      false
            -,                        http://evil.example,       false
            """)
    void letsInWhoMeansTheStub(@Nullable String host, @Nullable String origin, boolean allowed) {
        assertThat(callers.allow(host, origin)).isEqualTo(allowed);
    }
}
