package dev.holdup.dumps.jrockit;

import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.SlashedFrame;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dump whose lines are still coming.
final class OpenJrockitDump implements OpenThreadDump {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);
    private static final String CIRCULAR = "Circular (deadlocked) lock chains";

    private enum Section {
        THREADS,
        /// Who waits for whom, once more.
        CHAINS,
        DEADLOCKS,
        AFTER
    }

    private final SourceLocation.InText location;
    private final String prefix;
    private final KnownFrames knownFrames;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final List<List<String>> deadlocks = new ArrayList<>();
    private List<String> deadlocked = new ArrayList<>();
    private @Nullable Instant capturedAt;
    private String jvm = "";
    private @Nullable OpenThread thread;
    private Section section = Section.THREADS;
    private boolean complete;

    OpenJrockitDump(TextPosition position, String prefix) {
        this.location = position.location();
        this.prefix = prefix;
        this.knownFrames = position.knownFrames();
        this.warnings = new LineWarnings(position.input());
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public void accept(int number, String line) {
        String stripped = line.strip();
        if (stripped.isEmpty() || section == Section.AFTER) {
            return;
        }
        if (stripped.startsWith("===== END OF THREAD DUMP")) {
            closeThread();
            complete = true;
            section = Section.AFTER;
            return;
        }
        if (!sectionBegins(stripped) && !isPart(number, stripped)) {
            warnings.add(number, "The line is no part of a thread dump or is cut short.", "What it says is missing.");
        }
    }

    private boolean sectionBegins(String stripped) {
        if (!stripped.endsWith("lock chains")) {
            return false;
        }
        closeThread();
        closeDeadlock();
        section = stripped.startsWith(CIRCULAR) ? Section.DEADLOCKS : Section.CHAINS;
        return true;
    }

    private boolean isPart(int number, String stripped) {
        return switch (section) {
            case THREADS -> partOfThreads(number, stripped);
            case CHAINS -> true;
            case DEADLOCKS -> {
                if (stripped.startsWith("Chain ")) {
                    closeDeadlock();
                } else if (stripped.startsWith("\"") && stripped.lastIndexOf("\" id=") > 0) {
                    deadlocked.add(stripped.substring(1, stripped.lastIndexOf("\" id=")));
                }
                yield true;
            }
            case AFTER -> true;
        };
    }

    private boolean partOfThreads(int number, String stripped) {
        JrockitHeader header = JrockitHeader.parse(stripped);
        if (header != null) {
            closeThread();
            OpenThread begun = new OpenThread(new SourceLocation.InText(location.input(), number), header.name())
                    .ids(header.number(), JvmThread.UNKNOWN_ID, header.nid())
                    .daemon(header.daemon());
            begun.state(header.state());
            begun.stateText(header.stateText());
            thread = begun;
            return true;
        }
        if (thread == null) {
            return partOfTitle(stripped);
        }
        if (stripped.startsWith("at ")) {
            JvmFrame frame = knownFrames.parse(stripped, SlashedFrame::parse);
            if (frame != null) {
                thread.frame(frame);
            }
            return frame != null;
        }
        return stripped.equals("-- end of trace") || lock(thread, number, stripped);
    }

    private boolean partOfTitle(String stripped) {
        if (stripped.contains("JRockit")) {
            jvm = stripped;
            return true;
        }
        try {
            capturedAt =
                    LocalDateTime.parse(stripped.replaceAll(" +", " "), TIME).toInstant(ZoneOffset.UTC);
            return true;
        } catch (DateTimeException noTime) {
            return false;
        }
    }

    /// A lock waited for stands above the frames, one that is held below its frame.
    private static boolean lock(OpenThread thread, int number, String stripped) {
        int colon = stripped.indexOf(": ");
        LockObject lock = colon < 0 ? null : SlashedFrame.lock(stripped.substring(colon + 2));
        if (lock == null) {
            return false;
        }
        switch (stripped.substring(0, colon)) {
            case "-- Waiting for notification on" -> thread.lock(LockAction.WAITING_ON, lock, null, 0, number);
            case "-- Blocked trying to get lock" -> thread.lock(LockAction.WAITING_TO_LOCK, lock, null, 0, number);
            case "-- Parking to wait for" -> thread.lock(LockAction.PARKING, lock, null, 0, number);
            case "^-- Holding lock" -> thread.lock(LockAction.LOCKED, lock, null, thread.frameCount() - 1, number);
            case "^-- Lock released while waiting" -> {
                return true;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void closeThread() {
        if (thread != null) {
            threads.add(thread.close(warnings));
            thread = null;
        }
    }

    private void closeDeadlock() {
        if (!deadlocked.isEmpty()) {
            deadlocks.add(deadlocked.stream().distinct().toList());
            deadlocked = new ArrayList<>();
        }
    }

    @Override
    public ThreadDump close() {
        closeThread();
        closeDeadlock();
        if (!complete) {
            warnings.add(
                    location.line(),
                    "The thread dump that begins here has no end.",
                    "Threads may be missing, and the stack of the last one may be cut short.");
        }
        return new ThreadDump(
                location,
                capturedAt,
                jvm,
                JvmThread.UNKNOWN_ID,
                false,
                List.copyOf(threads),
                List.copyOf(deadlocks),
                complete,
                warnings.all(),
                ThreadDumpDialect.JROCKIT);
    }
}
