package dev.holdup.benchmarks.parts;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A dump of this JVM with a random graph of arrays in it, nearly all of which are referred to more than once: the
/// dominator search has all of them as heads.
public final class RandomHeapDump {
    private static final int REFERENCES = 4;
    private static final long SEED = 5;

    private RandomHeapDump() {}

    /// The caller deletes it.
    public static Path of(int nodes) throws IOException {
        Random random = new Random(SEED);
        Object[][] graph = new Object[nodes][REFERENCES];
        for (Object[] node : graph) {
            for (int i = 0; i < REFERENCES; i++) {
                node[i] = graph[random.nextInt(nodes)];
            }
        }
        Path folder = Files.createTempDirectory("holdup-bench-");
        Path dump = folder.resolve("random.hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        } finally {
            Reference.reachabilityFence(graph);
        }
        return dump;
    }

    public static void delete(Path dump) throws IOException {
        Files.deleteIfExists(dump);
        Path folder = dump.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
