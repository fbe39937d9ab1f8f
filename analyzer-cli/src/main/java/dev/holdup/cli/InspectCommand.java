package dev.holdup.cli;

import dev.holdup.analysis.HeapInspection;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.inspection.InspectionTarget;
import dev.holdup.analysis.inspection.Inspector;
import dev.holdup.analysis.inspection.NothingToInspect;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "inspect",
        description = {
            "Prints what a heap dump holds of one object, class or thread, or how an object is reached.",
            "",
            "  0x7f00         the object there: fields, who refers to it, what keeps",
            "                 it alive and what it keeps alive; of a class object",
            "                 the class",
            "  CLASS          the class: instances, what they retain, static fields,",
            "                 largest instances, who refers to the class object;",
            "                 the package may be left out",
            "  thread:NAME    the live thread: state, what it waits for, frames and",
            "                 what they hold; also thread:0x7f00",
            "  path:0x7f00    the way from a GC root to the object, field by field",
            "",
            "Names are shown, values are not: no text of strings, no primitive fields, no content of arrays,"
                    + " unless --show-values is given. --fail-on and --rules change nothing here.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup inspect heap.hprof 0x7f0012a8",
            "  holdup inspect heap.hprof com.acme.Session",
            "  holdup inspect heap.hprof 'java.lang.String[]' --limit 5",
            "  holdup inspect heap.hprof thread:http-nio-8080-exec-17",
            "  holdup inspect heap.hprof path:0x7f0012a8 --format json"
        })
final class InspectCommand implements Callable<Integer> {
    private static final int MOST_WARNINGS = 10;
    private static final int LARGEST_LIMIT = 100_000;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "Most fields, elements, instances, referrers, frames … to print of each kind; by default"
                    + " ${DEFAULT-VALUE}.")
    private int limit = 25;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = InspectionFormat.Converter.class,
            completionCandidates = OptionWords.InspectionFormats.class,
            description = "text, the default, or json.")
    private InspectionFormat format = InspectionFormat.TEXT;

    @Option(
            names = "--show-values",
            description = "Also print the content of strings, primitive fields and arrays: what the process held,"
                    + " such as passwords, may be among it.")
    private boolean showValues;

    @Option(
            names = "--semantics",
            paramLabel = "RULES",
            defaultValue = "holdup",
            converter = SemanticsConverter.class,
            completionCandidates = OptionWords.WhoseSemantics.class,
            description = "holdup: sizes as the JVM laid the objects out, soft, weak and phantom references do not"
                    + " retain; mat: sizes, roots and references as Eclipse Memory Analyzer has them.")
    private Semantics semantics = Semantics.HOLDUP;

    @Parameters(
            index = "0",
            paramLabel = "HEAP",
            description = "A heap dump, also packed (.gz, .zst, .xz, .zip, .tar.gz, .7z, …).")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "WHAT", description = "ADDRESS, CLASS, thread:NAME or path:ADDRESS.")
    private String what = "";

    @Override
    public Integer call() throws CommandFailure {
        HeapInspection inspection = new HeapInspection(
                holdup.options().threads(), holdup.options().memory(), semantics, new Inspector(limit(), showValues));
        try {
            InspectionTarget target = InspectionTarget.of(what);
            try (OpenDumps dumps = holdup.options().open(file)) {
                HeapDump heap = dumps.heap();
                if (heap == null) {
                    throw CommandFailure.unreadable(
                            file + " holds no heap dump, which inspect needs: run 'holdup analyze' for thread dumps.");
                }
                HeapInspection.Outcome outcome = look(inspection, heap, target);
                System.out.print(format.of(outcome.inspection()));
                List<ParseWarning> damage = new ArrayList<>(heap.warnings());
                damage.addAll(outcome.damage());
                damage.stream()
                        .limit(MOST_WARNINGS)
                        .forEach(warning -> holdup.options().messages().note(warning.what() + " " + warning.effect()));
                return ExitCode.DONE.number();
            }
        } catch (NothingToInspect nothing) {
            throw CommandFailure.wrongUsage(nothing.sentence(), nothing);
        } catch (MalformedDumpException unusable) {
            throw CommandFailure.unreadable(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + file + ": check its permissions.", unreadable);
        }
    }

    private HeapInspection.Outcome look(HeapInspection inspection, HeapDump heap, InspectionTarget target)
            throws NothingToInspect, MalformedDumpException {
        try (ProgressDisplay progress = holdup.options().messages().progress(Terminal.ofThisProcess())) {
            return inspection.of(heap, target, progress);
        }
    }

    private int limit() throws CommandFailure {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw CommandFailure.wrongUsage("--limit must be from 1 to " + LARGEST_LIMIT + ", not " + limit + ".");
        }
        return limit;
    }
}
