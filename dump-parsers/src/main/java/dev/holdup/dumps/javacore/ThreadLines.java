package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.SlashedFrame;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.SourceLocation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of one thread, from `3XMTHREADINFO` on. Native stacks are left out.
final class ThreadLines {
    private static final Set<String> SKIPPED = Set.of(
            "3XMTHREADINFO2", "3XMTHREADINFO3", "3XMTHREADINFO4", "3XMHEAPALLOC", "3XMJAVALTHRCCL", "4XENATIVESTACK");
    private static final String THREAD_ID = "getId:";
    private static final String NATIVE_ID = "native thread ID:";
    private static final String CPU = "CPU usage total: ";
    private static final String ENTERED = "(entered lock: ";
    private static final String OWNED_BY = " Owned by: ";

    private final OpenThread thread;
    private final KnownFrames knownFrames;
    private String state = "";

    private ThreadLines(OpenThread thread, KnownFrames knownFrames) {
        this.thread = thread;
        this.knownFrames = knownFrames;
    }

    /// `"name" J9VMThread:0x…, omrthread_t:0x…, java/lang/Thread:0x…, state:R, prio=5`, in old versions `"name"
    /// TID:0x…`, or `Anonymous native thread`.
    static ThreadLines begin(SourceLocation location, String content, KnownFrames knownFrames) {
        int ids = Math.max(content.lastIndexOf("\" J9VMThread:"), content.lastIndexOf("\" TID:"));
        if (ids < 1 || !content.startsWith("\"")) {
            return new ThreadLines(new OpenThread(location, content), knownFrames);
        }
        String rest = content.substring(ids + 2);
        OpenThread thread = new OpenThread(location, content.substring(1, ids))
                .ids(JvmThread.UNKNOWN_ID, hexadecimalAfter(rest, ":"), JvmThread.UNKNOWN_ID);
        ThreadLines lines = new ThreadLines(thread, knownFrames);
        int state = rest.indexOf(" state:");
        if (state >= 0) {
            int end = rest.indexOf(',', state);
            lines.state = rest.substring(state + " state:".length(), end < 0 ? rest.length() : end);
        }
        return lines;
    }

    /// Takes a line, or says that it is none of a thread's.
    boolean accept(int number, String tag, String content) {
        return switch (tag) {
            case "4XESTACKTRACE" -> frame(content);
            case "5XESTACKTRACE" -> enteredLock(number, content);
            case "3XMTHREADBLOCK" -> blocked(number, content);
            case "3XMJAVALTHREAD" -> {
                thread.number(hexadecimalAfter(content, THREAD_ID));
                thread.daemon(content.contains("isDaemon:true"));
                yield true;
            }
            case "3XMTHREADINFO1" -> {
                thread.nid(hexadecimalAfter(content, NATIVE_ID));
                yield true;
            }
            case "3XMCPUTIME" -> {
                int start = content.indexOf(CPU) + CPU.length();
                int end = content.indexOf(" secs", start);
                if (start >= CPU.length() && end > start) {
                    String seconds = content.substring(start, end) + "s";
                    thread.times(Numbers.duration(seconds, 0, seconds.length()), null);
                }
                yield true;
            }
            default -> SKIPPED.contains(tag);
        };
    }

    private boolean frame(String content) {
        JvmFrame frame = knownFrames.parse(content, SlashedFrame::parse);
        if (frame != null) {
            thread.frame(frame);
        }
        return frame != null;
    }

    private boolean enteredLock(int number, String content) {
        int end = content.indexOf(',');
        LockObject lock = content.startsWith(ENTERED) && end > 0
                ? SlashedFrame.lock(content.substring(ENTERED.length(), end))
                : null;
        if (lock != null) {
            thread.lock(LockAction.LOCKED, lock, null, thread.frameCount() - 1, number);
        }
        return lock != null;
    }

    /// `Blocked on: a/b/C@0x… Owned by: "name" (J9VMThread:0x…, …)`, or `Owned by: <unowned>`.
    private boolean blocked(int number, String content) {
        int owned = content.indexOf(OWNED_BY);
        int colon = content.indexOf(": ");
        LockObject lock = owned < 0 || colon > owned ? null : SlashedFrame.lock(content.substring(colon + 2, owned));
        LockAction action = action(content);
        if (lock == null || action == null) {
            return false;
        }
        NamedThread owner = NamedThread.in(content.substring(owned));
        thread.lock(action, lock, owner == null ? null : owner.asOwner(), 0, number);
        return true;
    }

    private static @Nullable LockAction action(String content) {
        if (content.startsWith("Blocked on: ")) {
            return LockAction.WAITING_TO_LOCK;
        }
        if (content.startsWith("Waiting on: ")) {
            return LockAction.WAITING_ON;
        }
        return content.startsWith("Parked on: ") ? LockAction.PARKING : null;
    }

    /// −1 if there is none.
    private static long hexadecimalAfter(String text, String label) {
        int start = text.indexOf(label) + label.length();
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return start < label.length() ? JvmThread.UNKNOWN_ID : Numbers.hexadecimal(text, start, end);
    }

    OpenThread close(MonitorTable monitors) {
        boolean sleeps = thread.innermost().startsWith("java.lang.Thread.sleep");
        thread.stateText(state + (sleeps ? " (sleeping)" : ""));
        thread.state(
                switch (state) {
                    case "R" -> Thread.State.RUNNABLE;
                    case "B", "MW" -> Thread.State.BLOCKED;
                    case "CW", "P" -> sleeps ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
                    case "Z" -> Thread.State.TERMINATED;
                    default -> null;
                });
        if (thread.tid() != JvmThread.UNKNOWN_ID) {
            monitors.completeLocksOf(thread);
        }
        return thread;
    }
}
