package dev.holdup.samples.incidents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Stages one incident: start, drive, wait until it is seen, three thread dumps and a heap dump, then kill.
public final class Staging {

    private static final int REACH_SECONDS = 60;
    private static final int POLL_MILLIS = 200;
    private static final int BETWEEN_DUMPS_MILLIS = 1_000;
    private static final int THREAD_DUMPS = 3;

    private final Path javaHome;
    private final Scale scale;

    /// @param javaHome of the JDK that runs the application and takes the dumps
    public Staging(Path javaHome, Scale scale) {
        this.javaHome = javaHome;
        this.scale = scale;
    }

    /// The JDK that runs this.
    public static Path ownJavaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /// Writes `heap.hprof`, `threads-1.txt` to `threads-3.txt`, `expected.json` and `README.md` into `out`.
    ///
    /// @throws StagingException if the state was not reached, or did not last for all thread dumps
    public void stage(Incident incident, Path out) throws StagingException, IOException, InterruptedException {
        Files.createDirectories(out);
        Path folder = Files.createTempDirectory("holdup-demo");
        try (ChildJvm child = ChildJvm.start(javaHome, folder, command(incident, folder))) {
            incident.drive(child);
            awaitState(incident, child);
            StackTexts last = takeDumps(incident, child, out);
            Files.writeString(
                    out.resolve("expected.json"), incident.expected(last, scale).json());
            copyReadme(incident, out);
        } finally {
            deleteTree(folder);
        }
    }

    /// Replaces `file` by `file.gz`.
    public static void compress(Path file) throws IOException {
        try (OutputStream out = new Densest(Files.newOutputStream(Path.of(file + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    private static final class Densest extends GZIPOutputStream {
        Densest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private List<String> command(Incident incident, Path folder)
            throws IOException, StagingException, InterruptedException {
        Path pipe = folder.resolve("orders.log");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        if (mkfifo.waitFor() != 0) {
            throw new StagingException("mkfifo failed; named pipes are needed");
        }
        List<String> command = new ArrayList<>(List.of(
                "-XX:+UseG1GC",
                "-Duser.home=/home/shop",
                "-Duser.name=shop",
                "-Djava.io.tmpdir=" + folder,
                "-Dshop.log=orders.log"));

        command.addAll(incident.jvmOptions());
        command.add("-cp");
        command.add(ClassPath.copyTo(folder, incident.application(), incident.libraries()));
        command.add(incident.application().getName());
        command.addAll(incident.arguments(scale));
        for (String file : incident.configurations()) {
            copyResource("/dev/holdup/samples/apps/" + file, folder.resolve(file));
        }
        return command;
    }

    private static void awaitState(Incident incident, ChildJvm child)
            throws StagingException, IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACH_SECONDS);
        String seen = incident.threadDump(child);
        while (!incident.isReached(new StackTexts(seen))) {
            if (System.nanoTime() > deadline) {
                throw new StagingException(incident.name() + " was not reached within " + REACH_SECONDS
                        + " s; last thread dump:\n" + seen);
            }
            Thread.sleep(POLL_MILLIS);
            seen = incident.threadDump(child);
        }
    }

    /// The last thread dump comes from `jcmd`, the others from `jstack`: users have both.
    private static StackTexts takeDumps(Incident incident, ChildJvm child, Path out)
            throws StagingException, IOException, InterruptedException {
        StackTexts last = new StackTexts("");
        for (int i = 1; i <= THREAD_DUMPS; i++) {
            String text = i < THREAD_DUMPS ? incident.otherThreadDump(child) : incident.threadDump(child);
            Files.writeString(out.resolve("threads-" + i + ".txt"), text);
            last = new StackTexts(text);
            if (!incident.isReached(last)) {
                throw new StagingException(incident.name() + " did not last until thread dump " + i);
            }
            if (i < THREAD_DUMPS) {
                Thread.sleep(BETWEEN_DUMPS_MILLIS);
            }
        }
        incident.heapDump(child, out.resolve("heap.hprof"));
        return last;
    }

    private static void copyReadme(Incident incident, Path out) throws IOException, StagingException {
        copyResource("/dev/holdup/samples/incidents/" + incident.name() + ".md", out.resolve("README.md"));
    }

    private static void copyResource(String name, Path target) throws IOException, StagingException {
        try (InputStream in = Staging.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StagingException("Resource " + name + " is missing");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
