package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dump whose lines are still coming: knows in which section a line stands and which thread it belongs to.
final class OpenDump {
    /// Frames kept for reuse: the threads of a pool have the same lines.
    private static final int MAX_KNOWN_FRAMES = 100_000;

    private enum Section {
        THREADS,
        THREAD_LIST_ADDRESSES,
        DEADLOCKS,
        /// Past the last line of a dump: a heap summary, a histogram, an application's log.
        AFTER
    }

    private final String input;
    private final int firstLine;
    private final @Nullable Instant capturedAt;
    private final String jvm;
    private final long pid;
    private final Map<String, JvmFrame> knownFrames;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final DeadlockSection deadlocks = new DeadlockSection();
    private final SplitHeader splitHeader = new SplitHeader();
    private Section section = Section.THREADS;
    private @Nullable OpenThread thread;
    private @Nullable OpenThread mounted;
    private boolean inSynchronizers;
    private boolean listsOwnableSynchronizers;
    private boolean allThreadsListed;
    private boolean deadlocksCut;
    private int lastLine;

    /// @param knownFrames by their line, shared by all dumps of a text
    OpenDump(
            SourceLocation.InText location,
            @Nullable Instant capturedAt,
            String jvm,
            long pid,
            Map<String, JvmFrame> knownFrames) {
        this.input = location.input();
        this.firstLine = location.line();
        this.capturedAt = capturedAt;
        this.jvm = jvm;
        this.pid = pid;
        this.knownFrames = knownFrames;
        this.warnings = new LineWarnings(input);
        this.lastLine = firstLine;
    }

    void accept(int line, String text) {
        String stripped = text.strip();
        if (isHeader(line, text, stripped) || stripped.isEmpty()) {
            return;
        }
        lastLine = line;
        if (!isKnown(line, text, stripped) && !Preamble.isPart(stripped)) {
            unknown(line);
        }
    }

    private boolean isHeader(int line, String text, String stripped) {
        if (stripped.startsWith("\"")) {
            ThreadHeaderLine header = ThreadHeaderLine.parse(stripped);
            if (header == null && (section == Section.DEADLOCKS || section == Section.AFTER)) {
                return false;
            }
            dropSplitHeader();
            splitHeader.open(line, stripped, header != null);
            if (header != null) {
                begin(header, line);
            }
            lastLine = line;
            return true;
        }
        if (!splitHeader.isOpen()) {
            return false;
        }
        if (!splitHeader.isWhole() && isThreadBody(stripped)) {
            dropSplitHeader();
            return false;
        }
        ThreadHeaderLine header = splitHeader.with(text);
        if (header != null) {
            if (splitHeader.isWhole()) {
                thread = null;
            }
            begin(header, splitHeader.firstLine());
        } else if (!splitHeader.isOpen() && !splitHeader.isWhole()) {
            unknown(splitHeader.firstLine());
        }
        return header != null || splitHeader.isOpen();
    }

    /// What a name never goes on with in good faith; otherwise a header cut short would swallow the lines after it.
    private static boolean isThreadBody(String stripped) {
        return FrameLine.begins(stripped) || LockLine.begins(stripped) || StateLine.parse(stripped) != null;
    }

    private void dropSplitHeader() {
        if (splitHeader.isOpen() && !splitHeader.isWhole()) {
            unknown(splitHeader.firstLine());
        }
        splitHeader.close();
    }

    private void unknown(int line) {
        warnings.add(line, "The line is no part of a thread dump or is cut short.", "What it says is missing.");
    }

    private boolean isKnown(int line, String text, String stripped) {
        boolean threadLine = FrameLine.begins(stripped) || LockLine.begins(stripped);
        if (!threadLine && sectionBegins(stripped)) {
            return true;
        }
        return switch (section) {
            case THREADS -> isThreadLine(line, stripped);
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
        boolean last = stripped.startsWith("JNI global refs:")
                || stripped.startsWith("JNI global references:")
                || stripped.equals("Heap");
        if (!deadlock && !deadlocksEnd && !last) {
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

    private boolean isAddressLine(String stripped) {
        if (stripped.startsWith("}")) {
            section = Section.THREADS;
            return true;
        }
        return stripped.startsWith("0x") || stripped.startsWith("_");
    }

    private boolean isThreadLine(int line, String stripped) {
        // The list of synchronizers is the carrier's: the JVM finds no owner that is virtual.
        OpenThread current = mounted == null || inSynchronizers ? thread : mounted;
        if (current == null) {
            return false;
        }
        if (FrameLine.begins(stripped)) {
            JvmFrame frame = frame(stripped);
            if (frame != null) {
                current.frame(frame);
            }
            return frame != null;
        }
        if (LockLine.begins(stripped)) {
            return isLockLine(current, line, stripped);
        }
        StateLine state = StateLine.parse(stripped);
        if (state != null) {
            current.state(state);
            return true;
        }
        return isThreadSection(line, stripped);
    }

    private @Nullable JvmFrame frame(String stripped) {
        JvmFrame known = knownFrames.get(stripped);
        if (known != null) {
            return known;
        }
        JvmFrame frame = FrameLine.parse(stripped);
        if (frame != null && knownFrames.size() < MAX_KNOWN_FRAMES) {
            knownFrames.put(stripped, frame);
        }
        return frame;
    }

    private boolean isLockLine(OpenThread current, int line, String stripped) {
        if (inSynchronizers && LockLine.isNone(stripped)) {
            return true;
        }
        LockLine lock = LockLine.parse(stripped, inSynchronizers);
        if (lock != null) {
            current.lock(lock, line);
        }
        return lock != null;
    }

    private boolean isThreadSection(int line, String stripped) {
        if (stripped.equals("Locked ownable synchronizers:") || stripped.startsWith("Locked synchronizers: count")) {
            inSynchronizers = true;
            listsOwnableSynchronizers = true;
            return true;
        }
        MountedLine virtual = MountedLine.parse(stripped);
        if (virtual != null && mounted == null) {
            mounted = OpenThread.mounted(virtual.number(), virtual.name(), line);
            return true;
        }
        return stripped.startsWith("Carrying virtual thread #")
                || stripped.equals("No compile task")
                || stripped.startsWith("Compiling: ")
                || stripped.startsWith("JavaThread state: ")
                || stripped.startsWith("Thread: 0x");
    }

    private void begin(ThreadHeaderLine header, int line) {
        closeThread();
        section = Section.THREADS;
        thread = new OpenThread(header, line);
        // The JVM's own threads come last. VisualVM lists none and ends with nothing special.
        allThreadsListed |= header.isVmThread() || header.isVisualVm();
    }

    private void closeThread() {
        inSynchronizers = false;
        if (thread != null) {
            threads.add(thread.close(input));
            thread = null;
        }
        if (mounted != null) {
            threads.add(mounted.close(input));
            mounted = null;
        }
    }

    ThreadDump close() {
        dropSplitHeader();
        closeThread();
        boolean complete = allThreadsListed && !deadlocksCut;
        List<ParseWarning> all = new ArrayList<>(warnings.all());
        if (!complete) {
            all.add(new ParseWarning(
                    new SourceLocation.InText(input, lastLine),
                    "The thread dump ends before its usual last lines.",
                    deadlocksCut
                            ? "Deadlocks that the JVM reported may be missing."
                            : "Threads may be missing, and the stack of the last one may be cut short."));
        }
        return new ThreadDump(
                new SourceLocation.InText(input, firstLine),
                capturedAt,
                jvm,
                pid,
                listsOwnableSynchronizers,
                List.copyOf(threads),
                deadlocks.deadlocks(),
                complete,
                List.copyOf(all));
    }
}
