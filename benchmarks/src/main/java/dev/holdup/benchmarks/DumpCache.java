package dev.holdup.benchmarks;

import dev.holdup.benchmarks.server.ServerHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The benchmarks' dumps, made at first use and kept: `$TMPDIR/holdup-bench`.
final class DumpCache {
    /// Goes into the name of the files: raised when [ServerHeap] comes to make other heaps.
    private static final int CONTENT_VERSION = 1;

    private static final long SEED = 1;
    private static final long MEGABYTE = 1_000_000;
    private static final int SMALL_MEGABYTES = 50;

    private final Path folder;

    DumpCache(Path folder) {
        this.folder = folder;
    }

    static DumpCache ofThisMachine() {
        String temporary = System.getenv("TMPDIR");
        return new DumpCache(Path.of(temporary == null || temporary.isEmpty() ? "/tmp" : temporary, "holdup-bench"));
    }

    Path folder() {
        return folder;
    }

    /// As large as the heap dump of the demo.
    Path small() throws IOException, InterruptedException {
        return dump(SMALL_MEGABYTES);
    }

    /// A dump of about that many million bytes.
    Path dump(int megabytes) throws IOException, InterruptedException {
        Path dump = folder.resolve("server-" + megabytes + "mb-seed" + SEED + "-v" + CONTENT_VERSION + ".hprof");
        if (!Files.exists(dump)) {
            Files.createDirectories(folder);
            System.err.println("making " + dump);
            // The heap is smaller than its dump, and collected in place: no second copy of it has to fit.
            MeasuringJvm.java(
                    List.of("-XX:+UseSerialGC", "-Xmx" + (256 + megabytes * 5 / 4) + "m"),
                    ServerHeap.class,
                    List.of(dump.toString(), Long.toString(megabytes * MEGABYTE), Long.toString(SEED)));
        }
        return dump;
    }
}
