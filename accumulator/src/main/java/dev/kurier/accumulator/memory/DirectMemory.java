package dev.kurier.accumulator.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.kurier.api.error.ConfigException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows how much direct memory this JVM may use, so that a budget beyond that is refused before anything is taken. */
final class DirectMemory {
    private DirectMemory() {}

    /** Refuses a budget that can't fit, whoever else uses direct memory. */
    static void checkLimit(long budgetBytes) {
        if (budgetBytes > limitBytes()) {
            throw exceeded(budgetBytes, null);
        }
    }

    /** The error of a budget that does not fit. */
    static ConfigException exceeded(long budgetBytes, @Nullable OutOfMemoryError cause) {
        ConfigException error = new ConfigException(
                List.of(
                        "buffer.memory=" + budgetBytes
                                + " does not fit into the direct memory of this JVM: its limit is " + limitBytes()
                                + " bytes"
                                + (cause == null ? "" : ", and others use it as well (" + cause.getMessage() + ")")
                                + ". Lower buffer.memory, or start java with a larger -XX:MaxDirectMemorySize (or -Xmx, which is its default)."));
        if (cause != null) {
            error.initCause(cause);
        }
        return error;
    }

    /** The limit that the JVM was started with. */
    static long limitBytes() {
        long flag = flagBytes();
        return flag > 0 ? flag : Runtime.getRuntime().maxMemory();
    }

    private static long flagBytes() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return hotSpot == null
                ? 0
                : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    }
}
