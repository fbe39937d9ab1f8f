package dev.holdup.samples.incidents;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The JVM of a sick application, with the JDK's own tools to look into it. Closing kills it.
final class ChildJvm implements AutoCloseable {

    private static final int START_SECONDS = 60;
    private static final int TOOL_SECONDS = 60;
    /// Name of the heap dump in the child's folder.
    static final String HEAP = "heap.hprof";

    private static final String ERRORS = "errors.log";

    private final Path javaHome;
    private final Path folder;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile boolean reading = true;
    private final List<Closeable> kept = Collections.synchronizedList(new ArrayList<>());

    private ChildJvm(Path javaHome, Path folder, Process process) {
        this.javaHome = javaHome;
        this.folder = folder;
        this.process = process;
    }

    /// @param folder where it runs; nothing of ours outside of it, and no variable of our environment,
    /// shows in its heap
    static ChildJvm start(Path javaHome, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                cleaned(command, folder).redirectError(folder.resolve(ERRORS).toFile());
        ChildJvm child = new ChildJvm(javaHome, folder, builder.start());
        Thread reader = new Thread(child::readLines, "lines of child " + child.process.pid());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    Path folder() {
        return folder;
    }

    /// Keeps a connection open until the child is closed.
    <T extends Closeable> T keep(T resource) {
        kept.add(resource);
        return resource;
    }

    /// Leaves its output unread from now on, so that the pipe fills up.
    void stopReading() {
        reading = false;
    }

    /// Writes to its standard input.
    void tell(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /// What stands behind `word` in the first line of its output that begins with it.
    String awaitLine(String word) throws StagingException, InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
        throw new StagingException("The application did not say " + word + ": " + errors());
    }

    /// Text as `jstack -l` prints it.
    String jstack() throws StagingException, InterruptedException, IOException {
        return tool("jstack", "-l", pid());
    }

    /// Text as `jcmd PID Thread.print -l` prints it.
    String threadPrint() throws StagingException, InterruptedException, IOException {
        return tool("jcmd", pid(), "Thread.print", "-l");
    }

    /// JSON as `jcmd PID Thread.dump_to_file` writes it, since JDK 21.
    String threadFile() throws StagingException, InterruptedException, IOException {
        Path own = folder.resolve("threads.json");
        tool("jcmd", pid(), "Thread.dump_to_file", "-overwrite", "-format=json", own.toString());
        return Files.readString(own);
    }

    /// Text as `jcmd PID Thread.dump_to_file` writes it, since JDK 21: with virtual threads.
    String threadFileText() throws StagingException, InterruptedException, IOException {
        Path own = folder.resolve("threads.txt");
        tool("jcmd", pid(), "Thread.dump_to_file", "-overwrite", "-format=plain", own.toString());
        return Files.readString(own);
    }

    /// Writes a heap dump of the live objects to `target`.
    void heapDump(Path target) throws StagingException, InterruptedException, IOException {
        move(tool("jcmd", pid(), "GC.heap_dump", ownHeapDump().toString()), target);
    }

    /// Writes a heap dump of all objects, garbage included, to `target`.
    void heapDumpWithGarbage(Path target) throws StagingException, InterruptedException, IOException {
        move(tool("jcmd", pid(), "GC.heap_dump", "-all", ownHeapDump().toString()), target);
    }

    /// Moves the heap dump that the JVM wrote on its own when it ran out of memory.
    void heapDumpOfItsOwn(Path target) throws StagingException, IOException {
        move("it did not run out of memory", target);
    }

    /// In the child's own folder, so that the heap does not hold the name of the target.
    private Path ownHeapDump() {
        return folder.resolve(HEAP);
    }

    private void move(String said, Path target) throws StagingException, IOException {
        Path own = ownHeapDump();
        if (!Files.exists(own)) {
            throw new StagingException("No heap dump was written: " + said.strip());
        }
        Files.move(own, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private String pid() {
        return Long.toString(process.pid());
    }

    private String tool(String name, String... arguments) throws StagingException, InterruptedException, IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(name + ".out");
        Process tool = cleaned(command, folder)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                throw new StagingException(name + " did not end within " + TOOL_SECONDS + " s");
            }
        } finally {
            tool.destroyForcibly();
        }
        String said = Files.readString(output);
        if (tool.exitValue() != 0) {
            throw new StagingException(name + " failed: " + said.strip() + " " + errors());
        }
        return said;
    }

    private static ProcessBuilder cleaned(List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder;
    }

    private void readLines() {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8); // open for the child's life, read or not
        try {
            for (String line = output.readLine(); line != null && reading; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            lines.add("end of output: " + closed.getMessage());
        }
    }

    private String errors() throws IOException {
        String errors = Files.readString(folder.resolve(ERRORS)).strip();
        return errors.substring(Math.max(0, errors.length() - 2_000));
    }

    @Override
    public void close() throws StagingException {
        process.destroyForcibly();
        for (Closeable resource : List.copyOf(kept)) {
            try {
                resource.close();
            } catch (IOException alreadyGone) {
                throw new StagingException("A connection could not be closed: " + alreadyGone.getMessage());
            }
        }
        try {
            if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                throw new StagingException("The application could not be killed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
