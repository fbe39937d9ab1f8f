package dev.holdup.server;

import dev.holdup.report.RecordJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The server's log: a line each on standard error; of libraries only warnings.
public final class ServerLog {
    /// Held here: the runtime forgets levels of loggers that nobody holds.
    private static final Logger OURS = Logger.getLogger("dev.holdup");

    private ServerLog() {}

    /// How a line looks.
    public enum Form {
        /// For people.
        TEXT,
        /// One object a line, for what collects logs.
        JSON
    }

    public static void toStandardError(Form form) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(
                switch (form) {
                    case TEXT -> new Line();
                    case JSON -> new JsonLine();
                });
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }

    /// For commands that say themselves what went wrong.
    public static void silently() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.OFF);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
    }

    private static @Nullable String trace(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown == null) {
            return null;
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /// Time, level, what happened; with the stack trace of a bug.
    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            String trace = trace(record);
            return record.getInstant() + " " + record.getLevel() + " "
                    + formatMessage(record).replaceAll("\\p{Cntrl}", " ") + "\n" + (trace == null ? "" : trace);
        }
    }

    private static final class JsonLine extends Formatter {
        private record Entry(
                String time,
                String level,
                String logger,
                String thread,
                String message,
                @Nullable String trace) {}

        @Override
        public String format(LogRecord record) {
            Entry entry = new Entry(
                    record.getInstant().toString(),
                    record.getLevel().getName(),
                    String.valueOf(record.getLoggerName()),
                    Thread.currentThread().getName(),
                    formatMessage(record),
                    trace(record));
            // It is written over several lines; a text has none of its own, they are escaped in it.
            return RecordJson.of(entry).replaceAll("\\R\\s*", " ").strip() + "\n";
        }
    }
}
