package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dump whose lines are still coming: knows in which section a line stands and which thread it belongs to.
final class OpenDump {
    private enum Section {
        THREADS,
        THREAD_LIST_ADDRESSES,
        DEADLOCKS,
        /// Past the last line of a dump: a heap summary, a histogram, an application's log.
        AFTER
    }

    private final SourceLocation.InText location;
    private final @Nullable Instant capturedAt;
    private final String jvm;
    private final long pid;
    private final KnownFrames knownFrames;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final DeadlockSection deadlocks = new DeadlockSection();
    private final SplitHeader splitHeader = new SplitHeader();
    private Section section = Section.THREADS;
    private @Nullable ThreadBody thread;
    private boolean listsOwnableSynchronizers;
    private boolean allThreadsListed;
    private boolean writtenByVisualVm;
    private boolean deadlocksCut;
    private int lastLine;

    /// @param knownFrames shared by all dumps of a text
    OpenDump(
            SourceLocation.InText location,
            @Nullable Instant capturedAt,
            String jvm,
            long pid,
            KnownFrames knownFrames) {
        this.location = location;
        this.capturedAt = capturedAt;
        this.jvm = jvm;
        this.pid = pid;
        this.knownFrames = knownFrames;
        this.warnings = new LineWarnings(location.input());
        this.lastLine = location.line();
    }

    void accept(int line, String text) {
        String stripped = text.strip();
        if (isHeader(line, text, stripped) || stripped.isEmpty()) {
            return;
        }
        lastLine = line;
        if (isKnown(line, text, stripped) || Preamble.isPart(stripped)) {
            return;
        }
        if (allThreadsListed && section == Section.THREADS) {
            section = Section.AFTER;
        } else {
            unknown(line);
        }
    }

    private void unknown(int line) {
        warnings.add(line, "The line is no part of a thread dump or is cut short.", "What it says is missing.");
    }

    private boolean isHeader(int line, String text, String stripped) {
        if (ThreadHeaderLine.begins(stripped)) {
            ThreadHeaderLine header = ThreadHeaderLine.parse(stripped);
            if (header == null && (section == Section.DEADLOCKS || section == Section.AFTER)) {
                return false;
            }
            dropSplitHeader();
            splitHeader.open(line, text.stripLeading(), header != null);
            if (header != null) {
                closeThread();
                begin(header, line);
            }
            lastLine = line;
            return true;
        }
        return splitHeader.isOpen() && goesOn(text, stripped);
    }

    /// Whether the line belongs to the name of the header before it.
    private boolean goesOn(String text, String stripped) {
        if (!splitHeader.isWhole() && (splitHeader.isTooLong() || endsName(stripped))) {
            dropSplitHeader();
            return false;
        }
        ThreadHeaderLine header = splitHeader.with(text);
        if (header == null) {
            return splitHeader.isOpen();
        }
        if (splitHeader.isWhole()) {
            thread = null; // its header was only the first part of this one
        } else {
            closeThread();
        }
        begin(header, splitHeader.firstLine());
        return true;
    }

    /// What a name never goes on with in good faith; otherwise a header cut short would swallow the lines after it.
    private static boolean endsName(String stripped) {
        return FrameLine.begins(stripped)
                || LockLine.begins(stripped)
                || StateLine.parse(stripped) != null
                || DeadlockSection.begins(stripped)
                || isLastLine(stripped);
    }

    private void dropSplitHeader() {
        if (splitHeader.isOpen() && !splitHeader.isWhole()) {
            int lines = splitHeader.lines();
            if (lines == 1) {
                unknown(splitHeader.firstLine());
            } else {
                warnings.add(
                        splitHeader.firstLine(),
                        lines + " lines from here on begin like the header of a thread and are none.",
                        "What they say is missing.");
            }
        }
        splitHeader.close();
    }

    private boolean isKnown(int line, String text, String stripped) {
        boolean threadLine = FrameLine.begins(stripped) || LockLine.begins(stripped);
        if (!threadLine && sectionBegins(stripped)) {
            return true;
        }
        return switch (section) {
            case THREADS -> thread == null ? stripped.startsWith("JDK version: ") : thread.accept(line, stripped);
            case THREAD_LIST_ADDRESSES -> isAddressLine(stripped);
            case DEADLOCKS -> deadlocks.accept(text, stripped);
            case AFTER -> true;
        };
    }

    private boolean sectionBegins(String stripped) {
        if (stripped.equals("Threads class SMR info:")) {
            section = Section.THREAD_LIST_ADDRESSES;
            return true;
        }
        boolean deadlock = DeadlockSection.begins(stripped);
        boolean deadlocksEnd = DeadlockSection.ends(stripped);
        if (!deadlock && !deadlocksEnd && !isLastLine(stripped)) {
            return false;
        }
        closeThread();
        allThreadsListed = true;
        if (deadlock) {
            deadlocks.begin();
            deadlocksCut = true;
        } else if (deadlocksEnd) {
            deadlocksCut = false;
        }
        section = deadlock ? Section.DEADLOCKS : Section.AFTER;
        return true;
    }

    private static boolean isLastLine(String stripped) {
        return stripped.startsWith("JNI global refs:")
                || stripped.startsWith("JNI global references:")
                || stripped.startsWith("JNI global refs memory usage:")
                || stripped.equals("Heap");
    }

    private boolean isAddressLine(String stripped) {
        if (stripped.startsWith("}")) {
            section = Section.THREADS;
            return true;
        }
        return stripped.startsWith("0x") || stripped.startsWith("_");
    }

    private void begin(ThreadHeaderLine header, int line) {
        section = Section.THREADS;
        thread = new ThreadBody(new OpenThread(header, line), knownFrames);
        // The JVM's own threads come after all others. VisualVM lists none of them and ends with nothing special.
        allThreadsListed |= header.isVmThread();
        writtenByVisualVm |= header.isVisualVm();
    }

    private void closeThread() {
        if (thread != null) {
            thread.closeInto(threads, location.input());
            listsOwnableSynchronizers |= thread.listsOwnableSynchronizers();
            thread = null;
        }
    }

    ThreadDump close() {
        dropSplitHeader();
        closeThread();
        boolean complete = (allThreadsListed || writtenByVisualVm) && !deadlocksCut;
        List<ParseWarning> all = new ArrayList<>(warnings.all());
        if (!complete) {
            all.add(cutShort());
        }
        return new ThreadDump(
                location,
                capturedAt,
                jvm,
                pid,
                listsOwnableSynchronizers,
                List.copyOf(threads),
                deadlocks.deadlocks(),
                complete,
                List.copyOf(all));
    }

    private ParseWarning cutShort() {
        return new ParseWarning(
                new SourceLocation.InText(location.input(), lastLine),
                "The thread dump ends before its usual last lines.",
                deadlocksCut
                        ? "Deadlocks that the JVM reported may be missing."
                        : "Threads may be missing, and the stack of the last one may be cut short.");
    }
}
