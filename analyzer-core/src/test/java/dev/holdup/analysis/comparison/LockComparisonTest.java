package dev.holdup.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads of a JVM before, in and after a jam at a lock.
class LockComparisonTest {
    private static final int WAITERS = 40;

    @TempDir
    private Path folder;

    @Test
    void aJamIsNewWhenItComesAndCuredWhenItIsGone() throws Exception {
        try (Jam jam = Jam.start(folder)) {
            tell(jam.threads("before", 0), jam.threads("jam", WAITERS), jam.threads("larger", 3 * WAITERS));
        }
    }

    private static void tell(IncidentReport before, IncidentReport jammed, IncidentReport larger) {
        Comparison comes = TwoStates.compared(before, jammed);
        assertThat(comes.outcome().kind()).isEqualTo("new");
        assertThat(comes.outcome().sentence()).startsWith("New: " + WAITERS + " threads ");
        assertThat(comes.groups().getFirst().trend()).isEqualTo(Trend.NEW);
        assertThat(comes.groups().getFirst().units()).isEqualTo(new Change(null, (long) WAITERS));
        assertThat(Objects.requireNonNull(comes.units()).rows())
                .filteredOn(row -> row.unit().startsWith("waiter-"))
                .hasSize(WAITERS)
                .allSatisfy(row -> assertThat(row.trend()).isEqualTo(Trend.NEW));

        Comparison goes = TwoStates.compared(jammed, before);
        assertThat(goes.outcome().kind()).isEqualTo("cured");
        assertThat(goes.outcome().sentence())
                .startsWith("Cured: nothing holds up the threads any more. Before: " + WAITERS);

        Comparison grows = TwoStates.compared(jammed, larger);
        assertThat(grows.outcome().kind()).isEqualTo("worse");
        assertThat(grows.outcome().sentence()).contains(3 * WAITERS + " threads instead of " + WAITERS);

        assertThat(TwoStates.compared(before, before).outcome().kind()).isEqualTo("healthy");
        assertThat(TwoStates.compared(jammed, jammed).outcome().kind()).isEqualTo("same");
        assertThat(TwoStates.compared(jammed, jammed).notCompared())
                .contains(new Comparison.NotCompared("Two states", "Both are of the same files."));
    }

    /// A program that holds up threads as it is told. It has a JVM of its own: in that of the tests any thread may
    /// stand anywhere.
    private record Jam(Process program, BufferedReader said, Path folder) implements AutoCloseable {

        static Jam start(Path folder) throws IOException {
            Path source = folder.resolve("JamProgram.java");
            try (InputStream text = LockComparisonTest.class.getResourceAsStream("JamProgram.java")) {
                Files.copy(Objects.requireNonNull(text), source);
            }
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-nowarn", "-d", folder.toString(), source.toString());
            assertThat(failed).isZero();
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            folder.toString(),
                            "JamProgram")
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process program = builder.start();
            return new Jam(program, program.inputReader(), folder);
        }

        /// The threads while so many wait.
        IncidentReport threads(String name, int waiters) throws IOException, InterruptedException {
            say(0);
            if (waiters > 0) {
                say(waiters);
            }
            return TwoStates.threads(program.pid(), folder.resolve(name + ".txt"));
        }

        private void say(int waiters) throws IOException {
            program.outputWriter().write(waiters + "\n");
            program.outputWriter().flush();
            assertThat(said.readLine()).isEqualTo(String.valueOf(waiters));
        }

        @Override
        public void close() {
            program.destroyForcibly();
        }
    }
}
