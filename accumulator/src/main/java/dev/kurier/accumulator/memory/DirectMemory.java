package dev.kurier.accumulator.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.kurier.api.error.ConfigException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows how much direct memory this JVM may use, and uses by now. */
final class DirectMemory {
    private static final long LIMIT_BYTES = findLimitBytes();
    private static final @Nullable BufferPoolMXBean DIRECT =
            ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .findFirst()
                    .orElse(null);

    private DirectMemory() {}

    /** Refuses a budget that can't fit, whoever else uses direct memory. */
    static void checkLimit(long budgetBytes) {
        if (budgetBytes > limitBytes()) {
            throw new ConfigException(
                    List.of(
                            "buffer.memory=" + budgetBytes
                                    + " does not fit into the direct memory of this JVM: its limit is " + limitBytes()
                                    + " bytes. Lower buffer.memory, or start java with a larger -XX:MaxDirectMemorySize (or -Xmx, which is its default)."));
        }
    }

    /** Tells whether so much is free now; if not, the JVM would collect garbage and wait before it gives up. */
    static boolean hasRoomFor(long sizeBytes) {
        return usedBytes() + sizeBytes <= limitBytes();
    }

    /** What buffers of all kinds take of it now. */
    static long usedBytes() {
        return DIRECT == null ? 0 : DIRECT.getTotalCapacity();
    }

    /** The limit that the JVM was started with. */
    static long limitBytes() {
        return LIMIT_BYTES;
    }

    private static long findLimitBytes() {
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
