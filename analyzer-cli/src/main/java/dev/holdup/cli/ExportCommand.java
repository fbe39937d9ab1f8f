package dev.holdup.cli;

import dev.holdup.analysis.ObjectExport;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "export",
        description = {
            "Writes every object of a heap dump as a line of CSV, in the order of their addresses.",
            "",
            "  address             hexadecimal, such as 0x7f00",
            "  class               as in Java source; class objects are java.lang.Class",
            "  shallowBytes        of the object alone",
            "  retainedBytes       would be freed with it; empty if it is unreachable",
            "  immediateDominator  address of the object that alone keeps it alive,",
            "                      or root: the GC roots do, on several ways;",
            "                      soft, weak, phantom: only such references lead to",
            "                      it; unreachable: nothing does, and it was kept;",
            "                      empty: it is unreachable",
            "",
            "Of objects on a thread's stack the thread object is the dominator. --fail-on and --rules change nothing here.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup export heap.hprof -o objects.csv.gz",
            "  holdup export heap.hprof --semantics mat --quiet | head",
            "  duckdb -c \"select class, count(*), sum(shallowBytes) from",
            "             'objects.csv.gz' group by class order by 3 desc limit 20\""
        })
final class ExportCommand implements Callable<Integer> {
    private static final int MOST_WARNINGS = 10;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write, compressed if the name ends in .gz; by default standard output.")
    private @Nullable String output;

    @Option(
            names = "--semantics",
            paramLabel = "RULES",
            defaultValue = "holdup",
            converter = SemanticsConverter.class,
            completionCandidates = OptionWords.WhoseSemantics.class,
            description = "holdup: sizes as the JVM laid the objects out, soft, weak and phantom references do not"
                    + " retain; mat: sizes, roots and references as Eclipse Memory Analyzer has them.")
    private Semantics semantics = Semantics.HOLDUP;

    @Option(
            names = "--keep-unreachable",
            description = "Tell what unreachable objects retain among themselves too; it changes no reachable object's"
                    + " line.")
    private boolean keepUnreachable;

    @Parameters(paramLabel = "HEAP", description = "A heap dump, also compressed (.gz).")
    private Path file = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        ObjectExport export =
                new ObjectExport(holdup.options().threads(), holdup.options().memory(), semantics, keepUnreachable);
        ExportFile target = ExportFile.at(output);
        target.prepare(file);
        try (OpenDumps dumps = holdup.options().open(file)) {
            HeapDump heap = dumps.heap();
            if (heap == null) {
                throw CommandFailure.unreadable(
                        file + " holds no heap dump, which export needs: run 'holdup analyze' for thread dumps.");
            }
            List<ParseWarning> damage = new ArrayList<>(heap.warnings());
            target.write(out -> {
                try (ObjectsCsv csv = new ObjectsCsv(out);
                        ProgressDisplay progress = holdup.options().messages().progress(Terminal.ofThisProcess())) {
                    damage.addAll(export.write(heap, csv, progress));
                } catch (MalformedDumpException unusable) {
                    throw CommandFailure.unreadable(String.valueOf(unusable.getMessage()), unusable);
                }
            });
            damage.stream()
                    .limit(MOST_WARNINGS)
                    .forEach(warning -> holdup.options().messages().note(warning.what() + " " + warning.effect()));
            return ExitCode.DONE.number();
        } catch (MalformedDumpException unusable) {
            throw CommandFailure.unreadable(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + file + ": check its permissions.", unreadable);
        }
    }
}
