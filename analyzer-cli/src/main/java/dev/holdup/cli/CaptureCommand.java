package dev.holdup.cli;

import dev.holdup.capture.Capture;
import dev.holdup.capture.CaptureFailure;
import dev.holdup.capture.CaptureSettings;
import dev.holdup.capture.HeapChoice;
import dev.holdup.report.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "capture",
        description = {
            "Takes the dumps of a Java process of this machine, Java 8 or newer, into one file for 'holdup analyze':"
                    + " three thread dumps some seconds apart, with virtual threads where there are some, then the heap"
                    + " dump; with the JVM's version, flags and the system's limits, but no command line, no properties"
                    + " and no environment. Tells before how long the heap dump may stop the process.",
            "",
            "Run it as the process's user or as root, also for a process in a container.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup capture 4711",
            "  holdup capture 4711 -o /data/incident.tar.zst --gz",
            "  holdup capture 4711 --max-pause 10       no heap dump if it may take longer",
            "  holdup capture 4711 --no-heap --dumps 10 --interval 1",
            "  holdup analyze incident.tar.zst",
            "",
            "On a machine without holdup, with the jcmd of a JDK:",
            "  holdup capture --script > capture.sh     and there: sh capture.sh 4711",
            "",
            "For an Erlang node, a module to load there:",
            "  holdup capture --erlang > holdup_capture.erl",
            "  c(\"/tmp/holdup_capture.erl\"), holdup_capture:to(\"/tmp/node-1.jsonl\").",
            "and here:",
            "  holdup analyze node-1.jsonl"
        })
final class CaptureCommand implements Callable<Integer> {
    private static final String MODULE = "holdup_capture.erl";
    private static final String SCRIPT = "capture.sh";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    /// What is captured: one of these.
    static final class Subject {
        @Parameters(paramLabel = "PID", description = "The Java process; 'jcmd -l' lists them.")
        private @Nullable Long pid;

        @Option(names = "--erlang", description = "Print a module for an Erlang node: what each of its processes does.")
        private boolean erlang;

        @Option(names = "--script", description = "Print a shell script that does the same with jcmd.")
        private boolean script;
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write; by default holdup-PID-TIME.tar.zst in the current folder. The heap dump"
                    + " lies beside it until it is in.")
    private @Nullable Path output;

    @Option(
            names = "--dumps",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "Thread dumps (${DEFAULT-VALUE}).")
    private int dumps;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "From one thread dump to the next (${DEFAULT-VALUE}).")
    private double interval;

    @Option(
            names = "--live",
            description = "Have garbage collected first and dump what is left: a smaller file, a longer pause, and"
                    + " objects move, so that locks of the thread dumps may not be found in it.")
    private boolean live;

    @Option(names = "--no-heap", description = "Take threads only.")
    private boolean noHeap;

    @Option(
            names = "--gz",
            description = "Have the JVM (16 or newer) compress the heap dump: less disk, but a longer pause.")
    private boolean gz;

    @Option(
            names = "--max-pause",
            paramLabel = "SECONDS",
            description = "Leave the heap dump out if it may stop the process for longer.")
    private @Nullable Double maxPause;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for a thread dump (${DEFAULT-VALUE}).")
    private double patience;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (subject.erlang) {
            print(MODULE, """
                    Copy holdup_capture.erl to the machine of the node, compile it there with erlc, and in a remote shell
                    (erl -remsh NODE@HOST, or the shell of the release) run
                      code:load_abs("/path/to/holdup_capture"), holdup_capture:to("/tmp/node-1.jsonl").
                    twice, ten seconds apart, into two files.""");
        } else if (subject.script) {
            print(SCRIPT, "Copy it to the machine of the process and run it there: sh capture.sh PID [FILE.tar.gz]");
        } else if (subject.pid != null) {
            capture(subject.pid);
        }
        return ExitCode.DONE.number();
    }

    private void capture(long pid) throws CommandFailure, IOException, InterruptedException {
        if (dumps < 1 || !(interval >= 0) || !(patience > 0)) {
            throw CommandFailure.wrongUsage("--dumps, --interval and --patience want positive numbers.");
        }
        Path bundle = output != null
                ? output
                : Path.of("holdup-" + pid + "-" + ZonedDateTime.now().format(STAMP) + ".tar.zst");
        if (Files.isDirectory(bundle)) {
            throw CommandFailure.wrongUsage(bundle + " is a folder: give a file's name with -o.");
        }
        ReportFiles.tryFolderOf(bundle);
        Messages messages = holdup.options().messages();
        CaptureSettings settings = new CaptureSettings(
                jcmd(),
                pid,
                dumps,
                seconds(interval),
                noHeap ? HeapChoice.NONE : live ? HeapChoice.LIVE : HeapChoice.ALL,
                gz,
                maxPause == null ? null : seconds(maxPause),
                seconds(patience),
                bundle,
                "holdup " + ToolVersion.number());
        try {
            List<String> missing = new Capture(settings, RecordJson::of, messages::note).run();
            missing.forEach(messages::note);
            System.out.println("wrote " + bundle + ": holdup analyze " + bundle);
        } catch (CaptureFailure failed) {
            throw CommandFailure.unreadable(failed.sentence(), failed);
        } catch (IOException unwritable) {
            throw CommandFailure.wrongUsage(
                    "Cannot write " + bundle + " (" + unwritable.getMessage() + "): give another place with -o.",
                    unwritable);
        }
    }

    /// Of the JDK that runs this.
    private static Path jcmd() throws CommandFailure {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        for (String name : List.of("jcmd", "jcmd.exe")) {
            if (Files.isExecutable(bin.resolve(name))) {
                return bin.resolve(name);
            }
        }
        throw CommandFailure.wrongUsage("The Java in " + bin.getParent()
                + " has no jcmd: run holdup on a JDK, or use the script of holdup capture --script.");
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }

    private static void print(String resource, String advice) throws IOException {
        try (InputStream content = CaptureCommand.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            System.out.print(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
        System.out.flush();
        System.err.println(advice);
    }
}
