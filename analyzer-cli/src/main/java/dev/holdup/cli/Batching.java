package dev.holdup.cli;

import dev.holdup.analysis.findings.ViewName;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.run.AnalysisChoice;
import dev.holdup.batch.run.Batch;
import dev.holdup.batch.run.BatchEngine;
import dev.holdup.batch.run.IncidentTask;
import dev.holdup.batch.run.LocalEngine;
import dev.holdup.batch.run.LocalResults;
import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.Stores;
import dev.holdup.worker.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run over an archive, from the options to the summary.
record Batching(
        BatchCommand.Given given, CommonOptions options, AnalysisChoice choice, FileStore store, ArchiveFiles files) {
    static final String LOCAL = "local";
    private static final String SPARK = "spark";

    static Batching of(BatchCommand.Given given, CommonOptions options, ViewOptions views) throws CommandFailure {
        if (!given.engine().equals(LOCAL) && !given.engine().equals(SPARK)) {
            throw CommandFailure.wrongUsage(
                    "--engine is local or spark, not '" + Terminal.printable(given.engine()) + "'.");
        }
        // A mistake in them is to be told now, not with the first incident.
        options.ruleBook();
        // The table's library would say on standard error that nobody takes its log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        FileStore store = new Stores(given.conf());
        return new Batching(given, options, choice(given, options, views), store, ArchiveFiles.of(given, store));
    }

    private static AnalysisChoice choice(BatchCommand.Given given, CommonOptions options, ViewOptions views)
            throws CommandFailure {
        EnumSet<ViewName> chosenViews = EnumSet.noneOf(ViewName.class);
        chosenViews.addAll(views.views());
        return new AnalysisChoice(
                ToolVersion.number(),
                EnumSet.copyOf(given.formats()),
                chosenViews,
                views.showValues(),
                views.detail(),
                List.copyOf(views.given()),
                ruleTexts(options.ruleDirectories()));
    }

    private static TreeMap<String, String> ruleTexts(List<Path> directories) throws CommandFailure {
        TreeMap<String, String> texts = new TreeMap<>();
        for (int i = 0; i < directories.size(); i++) {
            try (Stream<Path> files = Files.list(directories.get(i))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                    String name = (directories.size() == 1 ? "" : i + "-") + file.getFileName();
                    texts.put(name, Files.readString(file, StandardCharsets.UTF_8));
                }
            } catch (IOException unreadable) {
                throw CommandFailure.wrongUsage(
                        "--rules " + directories.get(i) + " cannot be read: check the path.", unreadable);
            }
        }
        return texts;
    }

    ExitCode run() throws CommandFailure {
        try {
            if (given.dryRun()) {
                return dryRun();
            }
            if (given.watch() != null) {
                return watched();
            }
            options.messages().note("looking for dumps…");
            ArchiveFiles.Planned planned = planned();
            if (planned.incidents().isEmpty()) {
                throw CommandFailure.unreadable(
                        "There is no dump in the archive: check the place, and see docs/batch.md for what is taken as"
                                + " one.");
            }
            return exitCode(analysed(planned.incidents()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw CommandFailure.wrongUsage("The run was interrupted: run the same command again to go on.", ended);
        }
    }

    private ArchiveFiles.Planned planned() throws CommandFailure, InterruptedException {
        ArchiveFiles.Planned planned = files.planned();
        planned.unreadable()
                .forEach(file -> options.messages().note(file.name() + " cannot be read: " + file.because()));
        return planned;
    }

    private ExitCode dryRun() throws CommandFailure, InterruptedException {
        ArchiveFiles.Planned planned = planned();
        System.out.print(BatchText.plan(planned.incidents()));
        return ExitCode.DONE;
    }

    private ExitCode watched() throws CommandFailure, InterruptedException {
        Watch watch = new Watch(files, Duration.ofMillis((long) (given.settleSeconds() * 1000)));
        options.messages().note("watching " + given.watch() + "; end it with Ctrl-C");
        while (true) {
            List<PlannedIncident> whole = watch.next();
            analysed(whole);
        }
    }

    private Batch.Summary analysed(List<PlannedIncident> incidents) throws CommandFailure, InterruptedException {
        try {
            store.prepare(given.output());
        } catch (IOException unwritable) {
            throw CommandFailure.wrongUsage(
                    "Cannot write to " + given.output() + " (" + ArchiveFiles.reason(unwritable)
                            + "): choose another place with -o.",
                    unwritable);
        }
        try (LocalResults results = locked();
                BatchEngine engine = engine(workFolder(results))) {
            Batch.Summary summary = summary(incidents, engine);
            summary.notDone().forEach((name, because) -> options.messages().note(name + " is not done: " + because));
            System.out.print(BatchText.summary(summary, given.output()));
            System.out.flush();
            return summary;
        } catch (IOException failed) {
            throw CommandFailure.unreadable(
                    "The run ended (" + ArchiveFiles.reason(failed) + "): mend it and run the same command again to go"
                            + " on.",
                    failed);
        }
    }

    private Batch.Summary summary(List<PlannedIncident> incidents, BatchEngine engine)
            throws IOException, InterruptedException {
        try (ProgressDisplay display = options.messages().progress(Terminal.ofThisProcess())) {
            return new Batch(store, given.output(), choice)
                    .run(
                            incidents,
                            engine,
                            new Batch.Extent(given.retryFailed(), given.limit()),
                            BatchText.seldom(display));
        }
    }

    /// Null for results in an object store, which has no locks.
    private @Nullable LocalResults locked() throws IOException, CommandFailure {
        if (!Stores.isPath(given.output())) {
            return null;
        }
        LocalResults results = LocalResults.open(Path.of(given.output()));
        if (results == null) {
            throw CommandFailure.wrongUsage(
                    "Another run writes to " + given.output() + ": wait for its end, or choose another place with -o.");
        }
        return results;
    }

    private Path workFolder(@Nullable LocalResults results) throws IOException {
        if (results != null) {
            return LocalResults.workFolder(Path.of(given.output()));
        }
        Path work = Path.of(System.getProperty("java.io.tmpdir"), "holdup-batch");
        LocalResults.removeDead(work);
        return Files.createDirectories(work);
    }

    private BatchEngine engine(Path work) throws IOException, CommandFailure {
        boolean spark = given.engine().equals(SPARK);
        String out = Stores.isPath(given.output())
                ? Path.of(given.output()).toAbsolutePath().normalize().toString()
                : given.output();
        IncidentTask task =
                new IncidentTask(choice, out, new HashMap<>(given.conf()), Duration.ofMinutes(given.maxMinutes()));
        Long memory = options.memoryGiven();
        if (spark) {
            for (BatchEngine.Provider provider : ServiceLoader.load(BatchEngine.Provider.class)) {
                return provider.open(task, given.master(), memory, given.conf());
            }
            throw CommandFailure.wrongUsage(
                    "--engine spark needs Spark: set SPARK_HOME to the folder of an unpacked Spark 4.2, and use the"
                            + " distribution of holdup (mvn -Pdist package).");
        }
        Integer atOnce = given.atOnce();
        return new LocalEngine(
                task,
                store,
                work,
                new LocalEngine.Limits(
                        memory == null ? MemoryBudget.ofMachine() : new MemoryBudget(memory),
                        atOnce == null ? options.threads() : atOnce,
                        options.threads()));
    }

    private ExitCode exitCode(Batch.Summary summary) throws CommandFailure {
        if (summary.incidents() == 0) {
            throw CommandFailure.unreadable("No incident could be analyzed: see the notes above.");
        }
        for (String verdict : summary.verdicts().keySet()) {
            if (options.failOn().exitCodeFor(verdict) == ExitCode.VERDICT) {
                return ExitCode.VERDICT;
            }
        }
        return ExitCode.DONE;
    }
}
