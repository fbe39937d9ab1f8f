package dev.holdup.benchmarks.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Fills its heap like a server's and dumps itself: what the benchmarks are run on.
///
/// The same size and seed give the same objects; addresses and the JVM's own objects may differ.
public final class ServerHeap {
    private ServerHeap() {}

    /// @param args the file to write, which is replaced; the bytes it shall have; the seed
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        long seed = Long.parseLong(args[2]);
        ServerData data = new ServerData(ServerData.customersFor(Long.parseLong(args[1])), seed);
        List<Plugins.Plugin> plugins = Plugins.load();
        ServerThreads threads = new ServerThreads();
        threads.start();
        try {
            dump(file);
        } finally {
            Reference.reachabilityFence(data);
            Reference.reachabilityFence(plugins);
            Reference.reachabilityFence(threads);
        }
    }

    /// Under another name first: a file of the right name is always whole, and written back to the disk, so that this
    /// does not go on during measurements.
    private static void dump(Path file) throws IOException {
        Path unfinished = Path.of(file + ".unfinished.hprof");
        Files.deleteIfExists(unfinished);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(unfinished.toString(), true);
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
