package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void takeDumps() throws IOException {
        StalledLogging.writeHeapDump(folder.resolve("heap.hprof"));
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "00");
    }

    @Test
    void printsTheClassesAndWhatTheThreadsDo() throws Exception {
        HoldupProcess quick = HoldupProcess.run(folder, "quick", "--quiet", "heap.hprof");

        assertThat(quick.exitCode()).as(quick.err()).isZero();
        assertThat(quick.err()).isEmpty();
        assertThat(quick.out())
                .startsWith("heap.hprof: ")
                .containsPattern("(?m)^ +13 +\\S+ \\S+  java.lang.Thread$")
                .contains("13 threads")
                .contains("12 WAITING: \"http-nio-8080-exec-1\", \"http-nio-8080-exec-2\"")
                .contains("    at ch.qos.logback.core.OutputStreamAppender.writeBytes")
                .contains("1 RUNNABLE: \"http-nio-8080-exec-0\"");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatHoldsNoHeapIsSaidInOneSentence() throws Exception {
        for (String input : List.of("threads.txt", "missing.hprof")) {
            HoldupProcess quick = HoldupProcess.run(folder, "quick", "--quiet", input);

            assertThat(quick.exitCode()).as(input).isEqualTo(3);
            assertThat(quick.out()).as(input).isEmpty();
            assertThat(quick.err()).as(input).startsWith("holdup: " + input).hasLineCount(1);
        }
    }
}
