package dev.holdup.benchmarks.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which processors this process and those that it starts may use. Linux with `taskset`; elsewhere all of them always.
final class Processors {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private Processors() {}

    /// @param count the first so many of the machine
    static void use(int count) throws IOException, InterruptedException {
        if (Files.isExecutable(TASKSET)) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder(TASKSET.toString(), "-a", "-p", "-c", "0-" + (count - 1), pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
