package dev.kurier.testkit;

import dev.kurier.testkit.check.Check;
import dev.kurier.testkit.check.NotCheckedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Makes a test of each check. */
final class DynamicChecks {
    private DynamicChecks() {}

    static Stream<DynamicTest> of(List<Check> checks) {
        return checks.stream().map(check -> DynamicTest.dynamicTest(check.says(), () -> run(check)));
    }

    private static void run(Check check) throws Exception {
        try {
            check.run();
        } catch (NotCheckedException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
