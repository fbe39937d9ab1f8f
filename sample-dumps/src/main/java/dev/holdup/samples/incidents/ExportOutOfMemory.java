package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.ExportShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One export holds most of the heap in its local variables and runs out of memory; the JVM writes the heap dump
/// itself.
final class ExportOutOfMemory extends SelfDriven {

    private static final int ROWS = 400;
    private static final String FRAME = "dev.holdup.samples.apps.ExportShop.export";

    ExportOutOfMemory() {
        super(
                "oom-export",
                "one export collects all rows and runs out of memory when it joins them",
                ExportShop.class,
                List.of());
    }

    @Override
    List<String> jvmOptions() {
        return List.of("-Xmx96m", "-XX:+HeapDumpOnOutOfMemoryError", "-XX:HeapDumpPath=" + ChildJvm.HEAP);
    }

    /// The rows have to fill half of the heap, however large they are; so all scales are alike.
    private static int rowBytes() {
        return 128 << 10;
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(ROWS, rowBytes());
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("COLLECTING");
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(FRAME, "dev.holdup.samples.apps.ExportShop.addUp") == 1;
    }

    @Override
    void heapDump(ChildJvm child, Path target) throws StagingException, InterruptedException, IOException {
        child.tell("0\n");
        child.awaitLine("OUT OF MEMORY");
        child.heapDumpOfItsOwn(target);
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        List<String> export = threads.names(FRAME);
        return new Expected("single-thread", "application-data", "large-request")
                .and("units", 1)
                .and("members", export)
                .and("memoryFrame", FRAME)
                .payload(1, (long) ROWS * rowBytes(), 0)
                .threadsAlone(Expected.nothing());
    }
}
