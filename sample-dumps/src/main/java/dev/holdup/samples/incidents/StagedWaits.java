package dev.holdup.samples.incidents;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdup.samples.apps.ReportShop;
import dev.holdup.samples.apps.waits.WaitingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.Driver;
import org.slf4j.LoggerFactory;

/// Dumps of programs that wait, one JVM each: `heap.hprof`, `threads-1.txt`, `threads-2.txt`,
/// and `threads.json` of virtual threads.
public final class StagedWaits {
    private static final String BORROWING = "at com.zaxxer.hikari.util.ConcurrentBag.borrow(";

    private final Path javaHome;

    /// @param javaHome the JDK that runs the program, 17 or newer
    public StagedWaits(Path javaHome) {
        this.javaHome = javaHome;
    }

    /// Writes the dumps of a scenario of [WaitingProgram] into `out`.
    public void stage(String scenario, int waiting, Path out)
            throws StagingException, IOException, InterruptedException {
        stage(WaitingProgram.class, List.of(), List.of(scenario, Integer.toString(waiting)), 0, out);
    }

    /// Writes the dumps of a HikariCP pool whose connections are all in use into `out`.
    public void stagePool(int connections, int waiting, Path out)
            throws StagingException, IOException, InterruptedException {
        List<String> arguments = List.of(Integer.toString(connections), Integer.toString(waiting), "1024");
        stage(
                ReportShop.class,
                List.of(HikariDataSource.class, Driver.class, LoggerFactory.class),
                arguments,
                waiting,
                out);
    }

    /// @param borrowing how many threads have to wait in a pool before the dumps are taken
    private void stage(Class<?> program, List<Class<?>> libraries, List<String> arguments, int borrowing, Path out)
            throws StagingException, IOException, InterruptedException {
        Files.createDirectories(out);
        Path folder = Files.createTempDirectory("holdup-waits");
        List<String> command = new ArrayList<>(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp", ClassPath.copyTo(folder, program, libraries)));
        command.add(program.getName());
        command.addAll(arguments);
        try (ChildJvm child = ChildJvm.start(javaHome, folder, command)) {
            child.awaitLine("READY");
            while (new StackTexts(child.threadPrint()).count(BORROWING) < borrowing) {
                Thread.sleep(100);
            }
            Files.writeString(out.resolve("threads-1.txt"), child.threadPrint());
            if (program == WaitingProgram.class) {
                child.tell("\n");
                child.awaitLine("READY");
            }
            Files.writeString(out.resolve("threads-2.txt"), child.threadPrint());
            if (arguments.get(0).startsWith("virtual")) {
                Files.writeString(out.resolve("threads.json"), child.threadFile());
            }
            child.heapDump(out.resolve("heap.hprof"));
        } finally {
            Staging.deleteTree(folder);
        }
    }
}
