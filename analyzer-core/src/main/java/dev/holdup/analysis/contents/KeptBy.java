package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.RootPath;
import java.util.List;

/// Names the usual ways in which something outlives its time, by the fields on the way to it.
final class KeptBy {
    private KeptBy() {}

    /// To stand after "is kept by".
    static String words(RootPath path, List<String> steps) {
        String all = String.join(" ", steps);
        if (path.thread() >= 0) {
            if (all.contains("java.lang.Thread.threadLocals")
                    || all.contains("java.lang.Thread.inheritableThreadLocals")) {
                return "a thread-local of " + path.root();
            }
            if (all.contains("java.lang.Thread.contextClassLoader")) {
                return path.root() + ", whose context class loader it is";
            }
            return steps.isEmpty() || steps.getFirst().equals("local variable")
                    ? "a local variable of " + path.root()
                    : path.root() + ", through " + steps.getFirst();
        }
        if (all.contains("java.lang.ApplicationShutdownHooks.hooks")) {
            return "a shutdown hook";
        }
        if (all.contains("java.sql.DriverManager.")) {
            return "a JDBC driver that is still registered";
        }
        if (all.contains("com.sun.jmx.")
                || all.contains("javax.management.")
                || all.contains("java.lang.management.")) {
            return "an MBean that is still registered";
        }
        if (all.contains("java.util.Timer") || all.contains("java.util.TaskQueue")) {
            return "a timer";
        }
        if (!steps.isEmpty() && path.root().startsWith("static field of ")) {
            return "the static field " + steps.getFirst();
        }
        return steps.isEmpty() ? path.root() : path.root() + ", through " + steps.getFirst();
    }
}
