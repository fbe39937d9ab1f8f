package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines from one header to the next: a thread, and the virtual thread it carries if one is mounted.
final class ThreadBody {
    private final OpenThread thread;
    private final KnownFrames knownFrames;
    private @Nullable OpenThread mounted;
    private boolean inSynchronizers;

    ThreadBody(OpenThread thread, KnownFrames knownFrames) {
        this.thread = thread;
        this.knownFrames = knownFrames;
    }

    /// Takes a line, or says that it is none of a thread's.
    boolean accept(int line, String stripped) {
        // The list of synchronizers is the carrier's: the JVM finds no owner that is virtual.
        OpenThread current = mounted == null || inSynchronizers ? thread : mounted;
        if (FrameLine.begins(stripped)) {
            JvmFrame frame = knownFrames.parse(stripped);
            if (frame != null) {
                current.frame(frame);
            }
            return frame != null;
        }
        if (LockLine.begins(stripped)) {
            return lock(current, line, stripped);
        }
        StateLine state = StateLine.parse(stripped);
        if (state != null) {
            current.state(state);
            return true;
        }
        return begins(line, stripped)
                || stripped.startsWith("Carrying virtual thread #")
                || stripped.equals("No compile task")
                || stripped.startsWith("Compiling: ")
                || stripped.startsWith("JavaThread state: ")
                || stripped.startsWith("Thread: 0x");
    }

    private boolean lock(OpenThread current, int line, String stripped) {
        if (inSynchronizers && LockLine.isNone(stripped)) {
            return true;
        }
        LockLine lock = LockLine.parse(stripped, inSynchronizers);
        if (lock != null) {
            current.lock(lock, line);
        }
        return lock != null;
    }

    private boolean begins(int line, String stripped) {
        if (stripped.equals("Locked ownable synchronizers:") || stripped.startsWith("Locked synchronizers: count")) {
            inSynchronizers = true;
            return true;
        }
        MountedLine virtual = mounted == null ? MountedLine.parse(stripped) : null;
        if (virtual != null) {
            mounted = OpenThread.mounted(virtual.number(), virtual.name(), line);
        }
        return virtual != null;
    }

    /// Whether the thread's locked ownable synchronizers were listed, be it that there are none.
    boolean listsOwnableSynchronizers() {
        return inSynchronizers;
    }

    /// The carrier first, as in the dump.
    void closeInto(List<JvmThread> threads, String input) {
        threads.add(thread.close(input));
        if (mounted != null) {
            threads.add(mounted.close(input));
        }
    }
}
