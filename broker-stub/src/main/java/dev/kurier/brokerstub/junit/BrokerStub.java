package dev.kurier.brokerstub.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a stub cluster on loopback sockets, closed when they are done.
 *
 * <p>Constructors, lifecycle methods and test methods may have parameters of the types {@code StubServer} and {@code
 * StubCluster}, and a {@code String} marked {@link BootstrapServers}. Nested classes use the cluster of the class around
 * them, unless they are annotated themselves. Clusters share nothing: tests may run in parallel, those of one class with
 * {@link Lifecycle#PER_CLASS} if they can share theirs.
 *
 * <p>Works with JUnit Jupiter 5.10 and later, and with 6. Before 5.12, constructors have parameters only with {@link
 * Lifecycle#PER_CLASS}: JUnit calls them before it says for which test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BrokerStubExtension.class)
public @interface BrokerStub {
    /** How many brokers there are. */
    int brokers() default 1;

    /** The topics to create: {@code "orders:6"}, or {@code "orders"} for one partition. */
    String[] topics() default {};

    /** The seed of everything random in the cluster. A failing test names it. */
    long seed() default 1;

    /** How long a cluster lives. */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;

    /** Whether the requests are kept, see {@code StubClusterBuilder.recordRequests}. */
    boolean recordRequests() default false;

    /** Says how long a cluster lives. */
    enum Lifecycle {
        /** Each test, and each invocation of a repeated one, has its own. */
        PER_METHOD,

        /** All tests of the class and of those nested in it share one; only such can be had by {@code @BeforeAll}. */
        PER_CLASS
    }
}
