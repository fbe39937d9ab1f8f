package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.RootPath;
import java.util.List;

/// Names the usual ways in which something outlives its time, by the fields on the way to it.
final class KeptBy {
    private KeptBy() {}

    /// To stand after "is kept by".
    ///
    /// @param steps the path's, as far as they lead up to what is kept
    static String words(RootPath path, List<String> steps) {
        String last = path.lastStatic() >= 0 && path.lastStatic() < steps.size() ? steps.get(path.lastStatic()) : "";
        String all = String.join(" ", steps);
        if (last.startsWith("java.lang.ApplicationShutdownHooks.")) {
            return "a shutdown hook";
        }
        if (last.startsWith("java.sql.DriverManager.")) {
            return "a JDBC driver that is still registered";
        }
        if (all.contains("com.sun.jmx.") || all.contains("javax.management.")) {
            return "an MBean that is still registered";
        }
        if (!last.isEmpty()) {
            return "the static field " + last;
        }
        if (all.contains("java.util.TaskQueue")) {
            return "a timer";
        }
        if (path.thread() < 0) {
            return steps.isEmpty() ? path.root() : path.root() + ", through " + steps.getFirst();
        }
        if (all.contains("java.lang.Thread.threadLocals") || all.contains("java.lang.Thread.inheritableThreadLocals")) {
            return "a thread-local of " + path.root();
        }
        if (all.contains("java.lang.Thread.contextClassLoader")) {
            return path.root() + ", whose context class loader it is";
        }
        return steps.isEmpty() || !steps.getFirst().startsWith("java.lang.Thread")
                ? "a local variable of " + path.root()
                : path.root() + ", through " + steps.getFirst();
    }
}
