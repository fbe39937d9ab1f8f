package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import java.nio.file.Path;

/// Keeps synthetic heaps for the tests of those who look into them.
public final class KeptHeaps {
    private KeptHeaps() {}

    /// @param folder without one yet
    public static KeptHeap of(HeapDumpWriter writer, Path folder) throws Exception {
        Path place = folder.resolve("kept");
        Path dump = folder.resolve("heap.hprof");
        writer.writeTo(dump);
        try (Heaps.OpenHeap open = Heaps.open(writer)) {
            KeptHeapWriter.write(
                    open.graph(), KeptOf.tree(open.graph(), true), KeptOf.FINGERPRINT, place, (pass, done) -> {});
        }
        return KeptHeap.open(place, dump);
    }
}
