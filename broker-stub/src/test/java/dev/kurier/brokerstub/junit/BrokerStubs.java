package dev.kurier.brokerstub.junit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Starts what {@link BrokerStub} asks for, without a test class. */
public final class BrokerStubs {
    private BrokerStubs() {}

    /** Starts a cluster with these topics, and closes it. */
    public static void start(String... topics) {
        InvocationHandler values =
                (proxy, method, arguments) -> method.getName().equals("topics") ? topics : method.getDefaultValue();
        BrokerStub wanted = (BrokerStub)
                Proxy.newProxyInstance(BrokerStubs.class.getClassLoader(), new Class<?>[] {BrokerStub.class}, values);
        RunningStub.start(wanted).close();
    }
}
