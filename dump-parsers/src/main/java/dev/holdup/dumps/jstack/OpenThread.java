package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thread whose lines are still coming.
final class OpenThread {
    private final ThreadHeaderLine header;
    private final int line;
    private final List<JvmFrame> frames = new ArrayList<>();
    private final List<LockUse> locks = new ArrayList<>(4);
    private @Nullable StateLine state;

    OpenThread(ThreadHeaderLine header, int line) {
        this.header = header;
        this.line = line;
    }

    /// A mounted virtual thread: the dump gives its number, sometimes its name, and its stack. Virtual
    /// threads are always daemons.
    static OpenThread mounted(long number, String name, int line) {
        long unknown = JvmThread.UNKNOWN_ID;
        return new OpenThread(new ThreadHeaderLine(name, number, unknown, unknown, true, true, "", null, null), line);
    }

    void state(StateLine stateLine) {
        state = stateLine;
    }

    void frame(JvmFrame frame) {
        frames.add(frame);
    }

    /// A lock of the frame read last.
    void lock(LockLine lock, int lockLine) {
        int frameIndex = lock.action() == LockAction.LOCKED_OWNABLE_SYNCHRONIZER ? -1 : frames.size() - 1;
        locks.add(
                new LockUse(lock.action(), lock.address(), lock.className(), frameIndex, lockLine, lock.lockedClass()));
    }

    JvmThread close(String input) {
        String detail = state == null ? "" : state.detail();
        return new JvmThread(
                new SourceLocation.InText(input, line),
                header.name(),
                header.number(),
                header.tid(),
                header.nid(),
                header.daemon(),
                header.virtual(),
                state == null ? null : state.state(),
                (header.stateText() + " " + detail).strip(),
                header.cpu(),
                header.elapsed(),
                List.copyOf(frames),
                List.copyOf(locks));
    }
}
