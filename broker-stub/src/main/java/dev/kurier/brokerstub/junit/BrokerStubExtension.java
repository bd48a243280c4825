package dev.kurier.brokerstub.junit;

import dev.kurier.brokerstub.StubCluster;
import dev.kurier.brokerstub.StubServer;
import java.lang.reflect.Parameter;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/** Starts the clusters of {@link BrokerStub}, hands them out, and names their seed when a test fails. Has no state. */
final class BrokerStubExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrokerStubExtension.class);
    private static final String SEED = "kurier.brokerstub.seed";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (owner(context).wanted().lifecycle() == BrokerStub.Lifecycle.PER_CLASS) {
            running(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            BrokerStub wanted = owner(context).wanted();
            context.publishReportEntry(SEED, Long.toString(wanted.seed()));
            context.getExecutionException().get().addSuppressed(new SeedNote(wanted.seed()));
        }
    }

    /** A parameter of a constructor belongs to the test that the instance is for. JUnit asks since 5.12. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return TestInstantiationAwareExtension.ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StubServer.class
                || type == StubCluster.class
                || (type == String.class && parameter.isAnnotated(BootstrapServers.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StubServer server = running(context).server();
        Parameter wanted = parameter.getParameter();
        if (wanted.getType() == StubServer.class) {
            return server;
        }
        return wanted.getType() == StubCluster.class ? server.cluster() : server.bootstrapServers();
    }

    /** Finds the cluster of this test or class, and starts it if it isn't there. */
    private static RunningStub running(ExtensionContext context) {
        Owner owner = owner(context);
        boolean perClass = owner.wanted().lifecycle() == BrokerStub.Lifecycle.PER_CLASS;
        if (!perClass && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "@BrokerStub of " + owner.type().getSimpleName()
                            + " starts a cluster for each test, and no test runs here: use lifecycle = PER_CLASS"
                            + " (constructors have a test since JUnit 5.12)");
        }
        return stored(perClass ? classContext(context, owner.type()) : context, owner);
    }

    /** Asks JUnit 5 and 6 by the one name that both know; the one that replaces it is JUnit 6's alone. */
    @SuppressWarnings("deprecation")
    private static RunningStub stored(ExtensionContext scope, Owner owner) {
        return Objects.requireNonNull(scope.getStore(NAMESPACE)
                .getOrComputeIfAbsent(owner.type(), type -> RunningStub.start(owner.wanted()), RunningStub.class));
    }

    /** Says which annotation counts, and where it stands. */
    private record Owner(Class<?> type, BrokerStub wanted) {}

    private static Owner owner(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<Class<?>> type = at.get().getTestClass();
            BrokerStub wanted = type.map(c -> c.getAnnotation(BrokerStub.class)).orElse(null);
            if (type.isPresent() && wanted != null) {
                return new Owner(type.get(), wanted);
            }
        }
        throw new ExtensionConfigurationException(
                "BrokerStubExtension needs @BrokerStub on the test class or a class around it");
    }

    /** Walks out to the class that is annotated: nested classes share its cluster. */
    private static ExtensionContext classContext(ExtensionContext context, Class<?> type) {
        ExtensionContext found = context;
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getTestClass().filter(type::equals).isPresent()) {
                found = at.get();
            }
        }
        return found;
    }

    /** Carries the seed into the stack trace of a failure. */
    private static final class SeedNote extends Exception {
        private static final long serialVersionUID = 1L;

        SeedNote(long seed) {
            super("@BrokerStub seed=" + seed + " repeats this cluster", null, false, false);
        }
    }
}
