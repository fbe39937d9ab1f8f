package dev.holdup.dumps.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thread as one thread dump shows it.
///
/// @param number `#N` of the header, `Thread.threadId()`; [#UNKNOWN_ID] if the dump does not say
/// @param tid `tid=0x…` of the header, equal to the heap's `Thread.eetop`, or the J9VMThread of a javacore;
/// [#UNKNOWN_ID] if the dump does not say
/// @param nid native thread id; [#UNKNOWN_ID] if the dump does not say
/// @param state as dumped; null where the dump has none (VM threads, JDK 5, virtual threads and their carriers)
/// @param stateText the rest of the header line, then the detail of the state line, such as
/// `waiting on condition (sleeping)`
/// @param cpu processor time used so far; null if the dump does not say
/// @param elapsed time since the thread started; null if the dump does not say
/// @param frames innermost call first
/// @param locks in the order of the dump, outermost last; ownable synchronizers have frame index −1
/// @param carrier number of the platform thread that a virtual thread is mounted on; [#UNKNOWN_ID] if none is said
/// @param container what the thread belongs to, as `jcmd Thread.dump_to_file -format=json` says it, such as
/// `java.util.concurrent.ThreadPoolExecutor@1b2c3d`; empty if the dump does not say
public record JvmThread(
        SourceLocation location,
        String name,
        long number,
        long tid,
        long nid,
        boolean daemon,
        boolean virtual,
        Thread.@Nullable State state,
        String stateText,
        @Nullable Duration cpu,
        @Nullable Duration elapsed,
        List<JvmFrame> frames,
        List<LockUse> locks,
        long carrier,
        String container)
        implements ExecutionUnit {
    public static final long UNKNOWN_ID = -1;

    /// Without carrier and container.
    public JvmThread(
            SourceLocation location,
            String name,
            long number,
            long tid,
            long nid,
            boolean daemon,
            boolean virtual,
            Thread.@Nullable State state,
            String stateText,
            @Nullable Duration cpu,
            @Nullable Duration elapsed,
            List<JvmFrame> frames,
            List<LockUse> locks) {
        this(
                location,
                name,
                number,
                tid,
                nid,
                daemon,
                virtual,
                state,
                stateText,
                cpu,
                elapsed,
                frames,
                locks,
                UNKNOWN_ID,
                "");
    }

    /// What to call it: most virtual threads have no name, and go by their number, `#42`.
    public String label() {
        return name.isEmpty() && number != UNKNOWN_ID ? "#" + number : name;
    }

    @Override
    public Activity activity() {
        return switch (state) {
            case null -> activityByText();
            case NEW, RUNNABLE -> Activity.RUNNING;
            case BLOCKED -> Activity.BLOCKED;
            case WAITING -> Activity.WAITING;
            case TIMED_WAITING -> stateText.contains("sleeping") ? Activity.SLEEPING : Activity.WAITING;
            case TERMINATED -> Activity.ENDED;
        };
    }

    /// JDK 5 says it in the header alone; `jstack -F` of JDK 8 has one word for all that waits.
    private Activity activityByText() {
        if (stateText.startsWith("waiting for monitor entry")) {
            return Activity.BLOCKED;
        }
        if (stateText.startsWith("sleeping")) {
            return Activity.SLEEPING;
        }
        return stateText.startsWith("in Object.wait()")
                        || stateText.startsWith("waiting on condition")
                        || stateText.equals("state = BLOCKED")
                ? Activity.WAITING
                : Activity.RUNNING;
    }
}
