package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.DumpTitle;
import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.LockLine;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.StateLine;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dump whose lines are still coming: knows in which section a line stands and which thread it belongs to.
final class OpenDump implements OpenThreadDump {
    private enum Section {
        THREADS,
        THREAD_LIST_ADDRESSES,
        DEADLOCKS,
        /// Past the last line of a dump: a heap summary, a histogram, an application's log.
        AFTER
    }

    private final SourceLocation.InText location;
    private final @Nullable Instant capturedAt;
    private final BannerLine banner;
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
    private boolean deadlocksCut;
    private int lastLine;
    private ThreadDumpDialect dialect = ThreadDumpDialect.HOTSPOT;
    private final NativeThread nativeThread = new NativeThread();

    /// @param pid [JvmThread#UNKNOWN_ID] if unknown
    OpenDump(TextPosition position, @Nullable Instant capturedAt, BannerLine banner, long pid) {
        this.location = position.location();
        this.capturedAt = capturedAt;
        this.banner = banner;
        this.pid = pid;
        this.knownFrames = position.knownFrames();
        this.warnings = new LineWarnings(location.input());
        this.lastLine = location.line();
    }

    @Override
    public String prefix() {
        return banner.prefix();
    }

    @Override
    public @Nullable DumpTitle title() {
        return threads.isEmpty() && thread == null ? new DumpTitle(location, capturedAt, banner.jvm(), pid) : null;
    }

    void writtenBy(ThreadDumpDialect writer) {
        dialect = writer;
    }

    @Override
    public void accept(int line, String text) {
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
        if (nativeThread.begins(line, stripped)) {
            closeThread();
            return true;
        }
        return switch (section) {
            case THREADS -> thread == null ? betweenThreads(line, stripped) : thread.accept(line, stripped);
            case THREAD_LIST_ADDRESSES -> isAddressLine(stripped);
            case DEADLOCKS -> deadlocks.accept(text, stripped);
            case AFTER -> true;
        };
    }

    private boolean betweenThreads(int line, String stripped) {
        ThreadHeaderLine header = nativeThread.header(stripped);
        if (header != null) {
            begin(header, nativeThread.line());
            return thread != null && thread.accept(line, stripped);
        }
        return stripped.startsWith("JDK version: ")
                || stripped.equals("No deadlocks found.")
                || stripped.startsWith("Finding concurrent locks.");
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
        boolean threadsFollow = dialect == ThreadDumpDialect.SERVICEABILITY_AGENT;
        allThreadsListed = !threadsFollow;
        if (deadlock) {
            deadlocks.begin();
            deadlocksCut = true;
        } else if (deadlocksEnd) {
            deadlocksCut = false;
        }
        section = deadlock ? Section.DEADLOCKS : threadsFollow ? Section.THREADS : Section.AFTER;
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
        nativeThread.end();
        thread = new ThreadBody(header, new SourceLocation.InText(location.input(), line), knownFrames);
        // The JVM's own threads come after all others. VisualVM lists none of them and ends with nothing special.
        allThreadsListed |= header.isVmThread();
        if (header.isVisualVm()) {
            dialect = ThreadDumpDialect.VISUALVM;
        }
    }

    private void closeThread() {
        if (thread != null) {
            thread.closeInto(threads, warnings);
            listsOwnableSynchronizers |= thread.listsOwnableSynchronizers();
            thread = null;
        }
    }

    @Override
    public ThreadDump close() {
        dropSplitHeader();
        closeThread();
        boolean endsWithNothingSpecial = dialect != ThreadDumpDialect.HOTSPOT;
        boolean complete = (allThreadsListed || endsWithNothingSpecial) && !deadlocksCut;
        List<ParseWarning> all = new ArrayList<>(warnings.all());
        if (!complete) {
            all.add(cutShort());
        }
        return new ThreadDump(
                location,
                capturedAt,
                banner.jvm(),
                pid,
                listsOwnableSynchronizers,
                List.copyOf(threads),
                deadlocks.deadlocks(),
                complete,
                List.copyOf(all),
                dialect);
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
