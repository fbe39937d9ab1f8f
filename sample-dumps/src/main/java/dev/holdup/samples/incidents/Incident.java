package dev.holdup.samples.incidents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One incident to be staged: which application, how it is driven, how its state is told, and what is true of it.
public abstract class Incident {

    private final String name;
    private final String summary;

    Incident(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    /// As on the command line.
    public final String name() {
        return name;
    }

    /// What is wrong, in one line.
    public final String summary() {
        return summary;
    }

    /// The application's class with `main`.
    abstract Class<?> application();

    /// One class of each library that the application needs.
    abstract List<Class<?>> libraries();

    /// Options of the application's JVM besides the common ones.
    List<String> jvmOptions() {
        return List.of("-Xmx192m");
    }

    /// Names of configuration files beside the applications.
    List<String> configurations() {
        return List.of();
    }

    /// Arguments of `main`.
    abstract List<String> arguments(Scale scale);

    /// Does from outside what brings the state about, such as sending requests.
    abstract void drive(ChildJvm child) throws StagingException, InterruptedException, IOException;

    /// A thread dump; those with virtual threads need another one.
    String threadDump(ChildJvm child) throws StagingException, InterruptedException, IOException {
        return child.threadPrint();
    }

    /// A thread dump of another tool.
    String otherThreadDump(ChildJvm child) throws StagingException, InterruptedException, IOException {
        return child.jstack();
    }

    /// Writes the heap dump to `target`, after the thread dumps.
    void heapDump(ChildJvm child, Path target) throws StagingException, InterruptedException, IOException {
        child.heapDump(target);
    }

    /// Whether a thread dump shows the state in full.
    abstract boolean isReached(StackTexts threads);

    /// The facts known by construction, with the names that the thread dump gave.
    abstract Expected expected(StackTexts threads, Scale scale);
}
