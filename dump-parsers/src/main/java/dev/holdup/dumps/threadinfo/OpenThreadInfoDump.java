package dev.holdup.dumps.threadinfo;

import dev.holdup.dumps.dialect.DumpTitle;
import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.HeaderLines;
import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.LockLine;
import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.dialect.WrittenTime;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A dump whose threads are still coming.
final class OpenThreadInfoDump implements OpenThreadDump {
    private final SourceLocation.InText location;
    private final String prefix;
    private final @Nullable DumpTitle title;
    private final KnownFrames knownFrames;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final Set<Long> numbers = new HashSet<>();
    private final HeaderLines begunHeader = new HeaderLines();
    private @Nullable OpenThread thread;
    private @Nullable ThreadInfoHeader header;
    private int headerLine;
    private @Nullable LockOwner ownerBelowHeader;
    private boolean inSynchronizers;
    private boolean listsOwnableSynchronizers;
    /// A blank line ends a thread; what comes then may be a log's.
    private boolean afterBlank;
    private boolean stacksCut;

    /// @param title what another dialect wrote before the first thread; null if nothing
    OpenThreadInfoDump(TextPosition position, String prefix, @Nullable DumpTitle title) {
        this.location = title == null ? position.location() : title.location();
        this.prefix = prefix;
        this.title = title;
        this.knownFrames = position.knownFrames();
        this.warnings = new LineWarnings(position.input());
    }

    boolean has(long number) {
        return numbers.contains(number);
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public void accept(int number, String line) {
        if (header(number, line)) {
            return;
        }
        String stripped = line.strip();
        if (stripped.isEmpty()) {
            afterBlank = true;
        } else if (!part(number, stripped) && !afterBlank) {
            warnings.add(number, "The line is no part of a thread or is cut short.", "What it says is missing.");
        }
    }

    private boolean header(int number, String line) {
        ThreadInfoHeader parsed = ThreadInfoHeader.parse(begunHeader.isOpen() ? begunHeader.with(line) : line);
        if (parsed != null) {
            begin(parsed, begunHeader.isOpen() ? begunHeader.firstLine() : number);
            return true;
        }
        boolean wasOpen = begunHeader.isOpen();
        boolean ended = wasOpen && (begunHeader.isTooLong() || FrameLine.begins(line.strip()));
        if (ended) {
            warnings.add(
                    begunHeader.firstLine(), "The line begins like a thread and is none.", "What it says is missing.");
            begunHeader.close();
            return false;
        }
        if (!wasOpen && line.startsWith("\"")) {
            begunHeader.open(number, line);
            return true;
        }
        return wasOpen;
    }

    private void begin(ThreadInfoHeader parsed, int line) {
        closeThread();
        begunHeader.close();
        header = parsed;
        headerLine = line;
        numbers.add(parsed.number());
        OpenThread begun = new OpenThread(new SourceLocation.InText(location.input(), line), parsed.name())
                .ids(parsed.number(), JvmThread.UNKNOWN_ID, JvmThread.UNKNOWN_ID)
                .daemon(parsed.daemon());
        begun.state(parsed.state());
        begun.stateText(parsed.stateText());
        thread = begun;
        ownerBelowHeader = null;
        inSynchronizers = false;
        afterBlank = false;
    }

    private boolean part(int number, String stripped) {
        if (stripped.startsWith("Number of locked synchronizers = ")
                || stripped.startsWith("Locked synchronizers: count = ")) {
            inSynchronizers = true;
            listsOwnableSynchronizers = true;
            afterBlank = false;
            return true;
        }
        if (thread == null || afterBlank) {
            return false;
        }
        if (FrameLine.begins(stripped)) {
            JvmFrame frame = knownFrames.parse(stripped);
            if (frame != null) {
                thread.frame(frame);
            }
            return frame != null;
        }
        if (stripped.equals("...")) {
            cut(number);
            return true;
        }
        return LockLine.begins(stripped) ? lock(thread, number, stripped) : owner(stripped);
    }

    private boolean lock(OpenThread current, int number, String stripped) {
        LockLine line = LockLine.parse(stripped, inSynchronizers);
        if (line == null) {
            return false;
        }
        boolean waiting = line.action() == LockAction.WAITING_TO_LOCK || line.action() == LockAction.WAITING_ON;
        if (!waiting) {
            current.lockByHash(line, number);
        } else if (header == null || header.lock() == null) {
            // Otherwise the header says the same, with the owner.
            current.lockByHash(line, number);
        }
        return true;
    }

    /// The JDK's FullThreadDump demo names the owner on a line of its own: `owned by name Id=13`.
    private boolean owner(String stripped) {
        int id = stripped.lastIndexOf(" Id=");
        if (!stripped.startsWith("owned by ") || id < "owned by ".length()) {
            return false;
        }
        ownerBelowHeader = new LockOwner(
                stripped.substring("owned by ".length(), id),
                Numbers.decimal(stripped, id + 4, stripped.length()),
                JvmThread.UNKNOWN_ID);
        return true;
    }

    private void cut(int number) {
        if (!stacksCut) {
            stacksCut = true;
            warnings.add(
                    number,
                    "ThreadInfo.toString() leaves out all but the first eight frames of a stack.",
                    "Who called what is blocked may be missing.");
        }
    }

    private void closeThread() {
        if (thread == null || header == null) {
            return;
        }
        if (header.lock() != null) {
            thread.waitsFor(header.lock(), header.owner() == null ? ownerBelowHeader : header.owner(), headerLine);
        }
        thread.correctWaiting();
        threads.add(thread.close(warnings));
        thread = null;
    }

    @Override
    public ThreadDump close() {
        closeThread();
        return new ThreadDump(
                location,
                title == null ? WrittenTime.at(prefix, 0) : title.capturedAt(),
                title == null ? "" : title.jvm(),
                title == null ? JvmThread.UNKNOWN_ID : title.pid(),
                listsOwnableSynchronizers,
                List.copyOf(threads),
                List.of(),
                true,
                warnings.all(),
                ThreadDumpDialect.THREAD_INFO);
    }
}
