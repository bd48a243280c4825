package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.fault.FaultTarget;
import java.util.List;

/** Names what an answer about topics can report errors for. */
final class Targets {
    private Targets() {}

    static List<FaultTarget> ofTopics(List<String> names) {
        return names.isEmpty()
                ? List.of(FaultTarget.REQUEST)
                : names.stream().map(FaultTarget::topic).toList();
    }
}
