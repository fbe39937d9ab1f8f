package dev.holdup.cli;

import dev.holdup.analysis.redaction.KeptFigures;
import dev.holdup.analysis.redaction.Redaction;
import dev.holdup.analysis.redaction.ThreadNames;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "redact",
        description = {
            "Writes a heap dump that may leave the house: the same objects, references and sizes, without the values.",
            "",
            "  zero    contents of strings and arrays, fields of basic types,",
            "          static ones included, literals of the code",
            "  stays   names of classes, fields and methods, stacks,",
            "          addresses, times, names of threads, version of the JVM;",
            "          states of threads and locks; sizes and limits of the",
            "          JDK's collections, queues and counters, and what rules",
            "          read of pools (see 'holdup rules list')",
            "",
            "The result is as long as the dump and is analyzed like it; every tool for heap dumps can open it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup redact heap.hprof -o safe.hprof.gz",
            "  holdup redact heap.hprof -o safe.hprof.gz --hash-thread-names --blank-figures"
        })
final class RedactCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write, compressed if the name ends in .gz; by default standard output.")
    private @Nullable String output;

    @Option(
            names = "--hash-thread-names",
            description = "Put other texts in place of the threads' names, the same for the same name; heap and thread"
                    + " dumps are then joined by native addresses alone.")
    private boolean hashThreadNames;

    @Option(
            names = "--blank-figures",
            description = "Make sizes, limits and counters zero too: the analysis then says nothing of how full queues,"
                    + " pools and collections are.")
    private boolean blankFigures;

    @Parameters(paramLabel = "HEAP", description = "A heap dump, also compressed (.gz).")
    private Path file = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        ExportFile target = ExportFile.at(output);
        target.prepare(file);
        KeptFigures figures = blankFigures
                ? KeptFigures.none()
                : KeptFigures.of(holdup.options().ruleBook());
        try (OpenDumps dumps = holdup.options().open(file)) {
            HeapDump heap = dumps.heap();
            if (heap == null) {
                throw CommandFailure.unreadable(file + " holds no heap dump: redact takes nothing else.");
            }
            Redaction redaction = Redaction.of(heap, figures, hashThreadNames ? ThreadNames.HASHED : ThreadNames.KEPT);
            target.write(redaction::write);
            heap.warnings()
                    .forEach(warning -> holdup.options().messages().note(warning.what() + " " + warning.effect()));
            return ExitCode.DONE.number();
        } catch (MalformedDumpException unusable) {
            throw CommandFailure.unreadable(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + file + ": check its permissions.", unreadable);
        }
    }
}
