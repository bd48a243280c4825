package dev.kurier.testkit.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs checks, and keeps what the failed ones said, by what they demand. */
final class Findings {
    private Findings() {}

    static Map<String, String> of(List<Check> checks) {
        Map<String, String> findings = new LinkedHashMap<>();
        for (Check check : checks) {
            try {
                check.run();
            } catch (ContractViolation | Exception e) {
                findings.put(check.says(), String.valueOf(e.getMessage()));
            }
        }
        return findings;
    }
}
