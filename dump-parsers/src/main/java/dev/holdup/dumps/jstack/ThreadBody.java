package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.LockLine;
import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.StateLine;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines from one header to the next: a thread, and the virtual thread it carries if one is mounted.
final class ThreadBody {
    private static final String CARRYING = "Carrying virtual thread #";
    private static final String OWNED_BY = " owned by: ";

    private final ThreadHeaderLine header;
    private final SourceLocation.InText location;
    private final OpenThread thread;
    private final KnownFrames knownFrames;
    private @Nullable OpenThread mounted;
    private boolean inSynchronizers;
    private boolean inException;

    ThreadBody(ThreadHeaderLine header, SourceLocation.InText location, KnownFrames knownFrames) {
        this.header = header;
        this.location = location;
        this.thread = new OpenThread(location, header.name())
                .ids(header.number(), header.tid(), header.nid())
                .daemon(header.daemon())
                .virtual(header.virtual())
                .times(header.cpu(), header.elapsed());
        this.thread.stateText(header.stateText());
        this.knownFrames = knownFrames;
    }

    /// Takes a line, or says that it is none of a thread's.
    boolean accept(int line, String stripped) {
        // The list of synchronizers is the carrier's: the JVM finds no owner that is virtual.
        OpenThread current = mounted == null || inSynchronizers ? thread : mounted;
        if (FrameLine.begins(stripped)) {
            return !inException && frame(current, knownFrames.parse(stripped));
        }
        if (AgentFrameLine.begins(stripped)) {
            return AgentFrameLine.isNative(stripped) || frame(current, AgentFrameLine.parse(stripped));
        }
        if (LockLine.begins(stripped)) {
            return lock(current, line, stripped);
        }
        StateLine state = StateLine.parse(stripped);
        if (state != null) {
            state(current, state, line);
            return true;
        }
        if (ExceptionLine.begins(stripped)) {
            // A log wrote a stack trace here: from its lines on, none can be told from the thread's.
            inException = true;
            return false;
        }
        return begins(line, stripped)
                || stripped.startsWith(CARRYING)
                || stripped.equals("No compile task")
                || stripped.startsWith("Compiling: ")
                || stripped.startsWith("JavaThread state: ")
                || stripped.startsWith("Thread: 0x");
    }

    private static boolean frame(OpenThread current, @Nullable JvmFrame frame) {
        if (frame != null) {
            current.frame(frame);
        }
        return frame != null;
    }

    private boolean lock(OpenThread current, int line, String stripped) {
        if (inSynchronizers && LockLine.isNone(stripped)) {
            return true;
        }
        LockLine lock = LockLine.parse(stripped, inSynchronizers);
        if (lock != null && header.isVisualVm()) {
            current.lockByHash(lock, line);
        } else if (lock != null) {
            current.lock(lock, line);
        }
        return lock != null;
    }

    /// VisualVM also says there what is waited for: `WAITING on java.lang.Object@1f2e3d owned by: name`.
    private void state(OpenThread current, StateLine state, int line) {
        current.state(state.state());
        String detail = state.detail();
        if (!detail.startsWith("on ")) {
            current.stateText((current.stateText() + " " + detail).strip());
            return;
        }
        int owned = detail.indexOf(OWNED_BY);
        LockObject lock = LockObject.hashed(detail.substring(3, owned < 0 ? detail.length() : owned));
        if (lock != null) {
            String owner = owned < 0 ? "" : detail.substring(owned + OWNED_BY.length());
            long unknown = JvmThread.UNKNOWN_ID;
            current.waitsFor(lock, owner.isEmpty() ? null : new LockOwner(owner, unknown, unknown), line);
        }
    }

    private boolean begins(int line, String stripped) {
        if (stripped.equals("Locked ownable synchronizers:") || stripped.startsWith("Locked synchronizers: count")) {
            inSynchronizers = true;
            return true;
        }
        MountedLine virtual = mounted == null ? MountedLine.parse(stripped) : null;
        if (virtual != null) {
            long unknown = JvmThread.UNKNOWN_ID;
            mounted = new OpenThread(new SourceLocation.InText(location.input(), line), virtual.name())
                    .ids(virtual.number(), unknown, unknown)
                    .virtual(true)
                    .carrier(header.number());
        }
        return virtual != null;
    }

    /// Whether the thread's locked ownable synchronizers were listed, be it that there are none.
    boolean listsOwnableSynchronizers() {
        return inSynchronizers;
    }

    /// The carrier first, as in the dump.
    void closeInto(List<JvmThread> threads, LineWarnings warnings) {
        if (header.isVisualVm()) {
            thread.correctWaiting();
        }
        threads.add(thread.close(warnings));
        if (mounted != null) {
            threads.add(mounted.close(warnings));
        }
    }
}
