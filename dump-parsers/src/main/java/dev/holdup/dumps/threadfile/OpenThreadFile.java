package dev.holdup.dumps.threadfile;

import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.HeaderLines;
import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.LockLine;
import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dump whose threads are still coming. JDK 21 writes frames without `at`, and neither states nor locks.
final class OpenThreadFile implements OpenThreadDump {
    private final SourceLocation.InText location;
    private final @Nullable Instant capturedAt;
    private final String version;
    private final long pid;
    private final KnownFrames knownFrames;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final HeaderLines begunHeader = new HeaderLines();
    private @Nullable OpenThread thread;

    OpenThreadFile(TextPosition position, @Nullable Instant capturedAt, String version, long pid) {
        this.location = position.location();
        this.capturedAt = capturedAt;
        this.version = version;
        this.pid = pid;
        this.knownFrames = position.knownFrames();
        this.warnings = new LineWarnings(position.input());
    }

    @Override
    public void accept(int number, String line) {
        if (begunHeader.isOpen()) {
            goOn(number, line);
        } else if (line.startsWith("#")) {
            ThreadFileHeader header = ThreadFileHeader.parse(line);
            if (header == null) {
                begunHeader.open(number, line);
            } else {
                begin(header, number);
            }
        } else if (!line.isBlank()) {
            part(number, line.strip());
        }
    }

    private void goOn(int number, String line) {
        ThreadFileHeader header = ThreadFileHeader.parse(begunHeader.with(line));
        if (header != null) {
            begin(header, begunHeader.firstLine());
        } else if (begunHeader.isTooLong() || FrameLine.begins(line.strip())) {
            unknown(begunHeader.firstLine());
            begunHeader.close();
            accept(number, line);
        }
    }

    private void begin(ThreadFileHeader header, int line) {
        closeThread();
        begunHeader.close();
        OpenThread begun = new OpenThread(new SourceLocation.InText(location.input(), line), header.name())
                .ids(header.number(), JvmThread.UNKNOWN_ID, JvmThread.UNKNOWN_ID)
                .virtual(header.virtual());
        begun.state(header.state());
        thread = begun;
    }

    private void part(int number, String stripped) {
        if (thread == null || !(LockLine.begins(stripped) ? lock(thread, number, stripped) : frame(thread, stripped))) {
            if (!isPreamble(stripped)) {
                unknown(number);
            }
        }
    }

    private boolean frame(OpenThread current, String stripped) {
        JvmFrame frame = knownFrames.parse(FrameLine.begins(stripped) ? stripped : "at " + stripped);
        if (frame != null) {
            current.frame(frame);
        }
        return frame != null;
    }

    private static boolean lock(OpenThread current, int number, String stripped) {
        LockLine line = LockLine.parse(stripped, false);
        if (line != null) {
            current.lock(line, number);
        }
        return line != null;
    }

    /// Of the next dump in the same text.
    private static boolean isPreamble(String stripped) {
        return Numbers.isDigit(stripped.charAt(0))
                && (Numbers.decimal(stripped, 0, stripped.length()) >= 0
                        || ThreadFileHeader.instant(stripped) != null
                        || stripped.indexOf(' ') < 0);
    }

    private void unknown(int number) {
        warnings.add(number, "The line is no part of a thread or is cut short.", "What it says is missing.");
    }

    private void closeThread() {
        if (thread != null) {
            threads.add(thread.close(warnings));
            thread = null;
        }
    }

    @Override
    public ThreadDump close() {
        if (begunHeader.isOpen()) {
            unknown(begunHeader.firstLine());
        }
        closeThread();
        return new ThreadDump(
                location,
                capturedAt,
                version,
                pid,
                false,
                List.copyOf(threads),
                List.of(),
                true,
                warnings.all(),
                ThreadDumpDialect.THREAD_FILE);
    }
}
