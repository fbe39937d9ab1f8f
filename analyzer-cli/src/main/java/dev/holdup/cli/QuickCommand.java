package dev.holdup.cli;

import dev.holdup.analysis.QuickAnalyzer;
import dev.holdup.analysis.QuickLook;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quick",
        description = {
            "Prints class histogram and threads of a heap dump after one pass over it.",
            "",
            "It does not search for who retains what and gives no verdict: --fail-on and --rules change nothing here.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  holdup quick heap.hprof"})
final class QuickCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Parameters(paramLabel = "HEAP", description = "A heap dump, also packed (.gz, .zst, .xz, .zip, .tar.gz, .7z, …).")
    private Path file = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        int threads = holdup.options().threads();
        try (OpenDumps dumps = holdup.options().open(file)) {
            HeapDump heap = dumps.heap();
            if (heap == null) {
                throw CommandFailure.unreadable(
                        file + " holds no heap dump, which quick needs: run 'holdup analyze' for thread dumps.");
            }
            System.out.print(QuickText.of(look(heap, threads)));
            return ExitCode.DONE.number();
        } catch (MalformedDumpException unusable) {
            throw CommandFailure.unreadable(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + file + ": check its permissions.", unreadable);
        }
    }

    private QuickLook look(HeapDump heap, int threads) {
        try (ProgressDisplay progress = holdup.options().messages().progress(Terminal.ofThisProcess())) {
            return new QuickAnalyzer(threads).analyze(heap, progress);
        }
    }
}
