package dev.holdup.samples.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One thread of a thread dump's text: header line, state, frames from the innermost out, lock lines below their frame.
public final class ThreadText {

    private final ThreadDumpText.Style style;
    private final String name;
    private long number;
    private long tid;
    private double cpuMillis = 1;
    private double elapsedSeconds = 10;
    private boolean daemon;
    private boolean vmThread;
    private String condition = "runnable";
    private String state = "RUNNABLE";
    private long wanted;
    private final List<String> stack = new ArrayList<>();
    private final List<String> owned = new ArrayList<>();

    ThreadText(ThreadDumpText.Style style, String name, int order) {
        this.style = style;
        this.name = name;
        this.number = order;
        this.tid = 0x7f00_0000_0000L + order * 0x1000L;
    }

    /// @param threadId `Thread.threadId()`, printed as `#N`
    public ThreadText number(long threadId) {
        this.number = threadId;
        return this;
    }

    /// Address of the JVM's structure, equal to `Thread.eetop` in the heap.
    public ThreadText tid(long address) {
        this.tid = address;
        return this;
    }

    public ThreadText daemon() {
        this.daemon = true;
        return this;
    }

    /// What `cpu=` and `elapsed=` say; 1 ms and 10 s unless set.
    public ThreadText times(double cpuMillis, double elapsedSeconds) {
        this.cpuMillis = cpuMillis;
        this.elapsedSeconds = elapsedSeconds;
        return this;
    }

    /// @param condition the words at the end of the header line, such as `waiting on condition`
    /// @param stateLine what follows `java.lang.Thread.State: `, such as `WAITING (parking)`
    public ThreadText state(String condition, String stateLine) {
        this.condition = condition;
        this.state = stateLine;
        return this;
    }

    /// Parked in `Unsafe.park` on a synchronizer; adds that frame and its lock line.
    public ThreadText parkedOn(long address, String className) {
        wanted = address;
        state("waiting on condition", "WAITING (parking)");
        return frame("jdk.internal.misc.Unsafe.park(Native Method)")
                .lock("parking to wait for ", address, className)
                .frame("java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)");
    }

    /// Blocked on a monitor, at the frame given.
    public ThreadText blockedOn(long address, String className, String at) {
        wanted = address;
        state("waiting for monitor entry", "BLOCKED (on object monitor)");
        return frame(at).lock("waiting to lock ", address, className);
    }

    /// @param frame class, method and place, such as `com.acme.Log.write(Log.java:12)`
    public ThreadText frame(String frame) {
        stack.add("\tat " + frame);
        return this;
    }

    /// A monitor taken in the frame added last.
    public ThreadText locked(long address, String className) {
        return lock("locked ", address, className);
    }

    /// A line below the frame added last, without its `\t- `.
    public ThreadText note(String line) {
        stack.add("\t- " + line);
        return this;
    }

    /// A synchronizer in the list that `-l` adds.
    public ThreadText owns(long address, String className) {
        owned.add("\t- <0x%016x> (a %s)".formatted(address, className));
        return this;
    }

    String name() {
        return name;
    }

    /// Address of the lock it is blocked on or parked on, 0 for none.
    long wanted() {
        return wanted;
    }

    ThreadText ofTheVm() {
        vmThread = true;
        return this;
    }

    List<String> stackLines() {
        return stack;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        if (vmThread) {
            return lines;
        }
        lines.add("   java.lang.Thread.State: " + state);
        lines.addAll(stack);
        lines.add("");
        lines.add("   Locked ownable synchronizers:");
        lines.addAll(owned.isEmpty() ? List.of("\t- None") : owned);
        return lines;
    }

    private String header() {
        long nativeId = 30_000 + number;
        String ids = switch (style) {
            case JDK_17 -> "tid=0x%016x nid=0x%x".formatted(tid, nativeId);
            case JDK_25 -> "tid=0x%016x nid=%d".formatted(tid, nativeId);
        };
        String times = String.format(Locale.ROOT, "cpu=%.2fms elapsed=%.2fs", cpuMillis, elapsedSeconds);
        if (vmThread) {
            return "\"%s\" os_prio=0 %s %s %s".formatted(name, times, ids, condition);
        }
        String numbered = switch (style) {
            case JDK_17 -> "#%d".formatted(number);
            case JDK_25 -> "#%d [%d]".formatted(number, nativeId);
        };
        return "\"%s\" %s %sprio=5 os_prio=0 %s %s %s  [0x%016x]"
                .formatted(name, numbered, daemon ? "daemon " : "", times, ids, condition, tid + 0x100_0000L);
    }

    private ThreadText lock(String verb, long address, String className) {
        return note(verb + (verb.startsWith("parking") ? " " : "") + "<0x%016x> (a %s)".formatted(address, className));
    }
}
