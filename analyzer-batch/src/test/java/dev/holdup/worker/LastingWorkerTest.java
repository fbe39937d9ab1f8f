package dev.holdup.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that does one analysis after another, and what ends it.
class LastingWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /// What stands in for an analysis: does as its first word says, and tells its process and its second word.
    static final class Obedient {
        private static final List<long[]> KEPT = new ArrayList<>();

        private Obedient() {}

        public static void main(String[] arguments) throws InterruptedException {
            WorkerLoop.run(Obedient::obey);
        }

        private static WorkerLine obey(List<String> arguments, PrintStream out) {
            out.println("at\t0.5\t" + ProcessHandle.current().pid() + " " + arguments.get(1));
            return switch (arguments.getFirst()) {
                case "work" -> new WorkerLine.Done(true);
                case "distrust" -> new WorkerLine.Done(false);
                case "refuse" -> new WorkerLine.Failed("There is nothing in it.");
                case "keep" -> {
                    KEPT.add(new long[12 << 20]);
                    yield new WorkerLine.Done(true);
                }
                case "exhaust" -> {
                    while (true) {
                        KEPT.add(new long[1 << 20]);
                    }
                }
                case "hang" -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
                default -> throw new IllegalStateException("a bug");
            };
        }
    }

    @Test
    void oneProcessDoesManyAnalysesAndGetsTheirTextsAsTheyAre() throws Exception {
        List<String> told = new ArrayList<>();
        try (LastingWorker worker = start()) {
            for (String text : List.of("", "a b\nc\td", "naïve \u0000 😀")) {
                assertThat(worker.run(List.of("work", text), PATIENCE, (phase, _) -> told.add(phase)))
                        .isEqualTo(new WorkerProcess.End.Done());
                assertThat(worker.isFit()).isTrue();
            }
        }
        assertThat(told).hasSize(3);
        assertThat(told.stream().map(phase -> phase.split(" ", 2)[0]).distinct())
                .as("processes")
                .hasSize(1);
        assertThat(WorkerLoop.arguments(WorkerLoop.line(List.of("", "a b\nc\td", "naïve \u0000 😀"))))
                .containsExactly("", "a b\nc\td", "naïve \u0000 😀");
    }

    @Test
    void oneThatIsNotTrustedFurtherOrKeepsMuchOfItsHeapGetsNoOther() throws Exception {
        for (String deed : List.of("distrust", "keep")) {
            try (LastingWorker worker = start()) {
                assertThat(run(worker, deed, PATIENCE)).isEqualTo(new WorkerProcess.End.Done());
                assertThat(worker.isFit()).as(deed).isFalse();
            }
        }
    }

    @Test
    void oneThatRefusesSaysWhy() throws Exception {
        try (LastingWorker worker = start()) {
            assertThat(run(worker, "refuse", PATIENCE))
                    .isEqualTo(new WorkerProcess.End.Failed("There is nothing in it."));
            assertThat(worker.isFit()).isFalse();
        }
    }

    @Test
    void oneThatRunsOutOfMemoryOrHangsOrHasABugIsSaidToHaveEndedBeforeItsTime() throws Exception {
        assertThat(crash("exhaust", PATIENCE)).contains("exit code 3.");
        assertThat(crash("hang", Duration.ofSeconds(3))).contains("exit code 137");
        assertThat(crash("err", PATIENCE)).contains("exit code 1", "a bug");
    }

    private String crash(String deed, Duration patience) throws IOException, InterruptedException {
        try (LastingWorker worker = start()) {
            assertThat(run(worker, "work", PATIENCE)).isEqualTo(new WorkerProcess.End.Done());
            WorkerProcess.End end = run(worker, deed, patience);
            assertThat(worker.isFit()).isFalse();
            assertThat(end).isInstanceOf(WorkerProcess.End.Crashed.class);
            Path errors = folder.resolve("errors.log");
            return ((WorkerProcess.End.Crashed) end).sentence() + Files.readString(errors, StandardCharsets.UTF_8);
        }
    }

    private LastingWorker start() throws IOException {
        return LastingWorker.start(
                Obedient.class, System.getProperty("java.class.path"), folder, 384L << 20, List.of());
    }

    private static WorkerProcess.End run(LastingWorker worker, String deed, Duration patience)
            throws IOException, InterruptedException {
        return worker.run(List.of(deed, ""), patience, (_, _) -> {});
    }
}
