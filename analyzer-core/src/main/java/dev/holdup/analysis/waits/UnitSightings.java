package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.WaitingMachinery;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the dumps say of one thread, while they are being joined.
final class UnitSightings {
    private final @Nullable JvmThread[] sightings;
    private @Nullable HeapThread heapThread;
    private int heapIndex = -1;
    private String name = "";
    private long number = JvmThread.UNKNOWN_ID;
    private long nativeAddress = JvmThread.UNKNOWN_ID;
    private boolean virtual;

    UnitSightings(int dumps) {
        sightings = new JvmThread[dumps];
    }

    void see(HeapThread thread, int index) {
        heapThread = thread;
        heapIndex = index;
        name = thread.name();
        number = thread.threadId();
        nativeAddress = thread.eetop();
        virtual = thread.virtual();
    }

    void see(JvmThread thread, int dump) {
        sightings[dump] = thread;
        name = thread.name().isEmpty() ? name : thread.name();
        number = thread.number() > 0 ? thread.number() : number;
        nativeAddress = thread.tid() > 0 ? thread.tid() : nativeAddress;
        virtual |= thread.virtual();
    }

    boolean isSeenIn(int dump) {
        return sightings[dump] != null;
    }

    boolean mayBe(JvmThread thread) {
        return thread.number() <= 0 || number <= 0 || thread.number() == number;
    }

    boolean isOtherNative(JvmThread thread) {
        return thread.tid() > 0 && nativeAddress > 0 && thread.tid() != nativeAddress;
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    long nativeAddress() {
        return nativeAddress;
    }

    /// @param dumps in the order of the sightings
    Unit unit(int index, boolean heapTaken, List<ThreadDump> dumps) {
        @Nullable JvmThread last = null;
        int lastDump = -1;
        for (int dump = 0; dump < sightings.length; dump++) {
            last = sightings[dump] == null ? last : sightings[dump];
            lastDump = sightings[dump] == null ? lastDump : dump;
        }
        @Nullable JvmThread latest = sightings.length == 0 ? null : sightings[sightings.length - 1];
        HeapThread heap = heapThread;
        // A thread that a later dump no longer shows may still be in the heap: virtual threads are in no text.
        @Nullable JvmThread now = latest == null && heap != null ? null : last;
        boolean unseen = last != null && isNotListed(last, dumps.get(lastDump), dumps.getLast(), heapTaken);
        boolean ended = latest == null && heap == null && !unseen && (sightings.length > 1 || heapTaken);
        List<JvmFrame> frames = now == null || (now.frames().isEmpty() && heap != null) ? framesOf(heap) : now.frames();
        Thread.State state = now != null ? now.state() : heap != null ? heap.state() : null;
        boolean classInitialization = now != null
                && now.locks().stream().anyMatch(lock -> lock.action() == LockAction.WAITING_ON_CLASS_INITIALIZATION);
        Activity activity = ended
                ? Activity.ENDED
                : classInitialization
                        ? Activity.WAITING
                        : state == null && carries(frames)
                                ? Activity.RUNNING
                                : state == null && entersMonitor(now)
                                        ? Activity.BLOCKED
                                        : activityOf(state, sleeps(now, heap) || isSleep(frames), frames);
        return new Unit(
                index,
                name.isEmpty() ? "<unnamed>" + (number > 0 ? " #" + number : "") : name,
                number > 0 ? "#" + number : null,
                virtual,
                seen(),
                heap,
                heapIndex,
                activity,
                state,
                frames,
                classInitialization);
    }

    /// Whether the later dump is of a kind that does not show such a thread: virtual ones that no carrier runs, and
    /// those of the JVM that run no Java.
    private boolean isNotListed(JvmThread thread, ThreadDump dump, ThreadDump later, boolean heapTaken) {
        return virtual
                ? !heapTaken && !JoinedUnits.listsVirtualThreads(later)
                : thread.frames().isEmpty() && dump.dialect() != later.dialect();
    }

    private List<@Nullable JvmThread> seen() {
        List<@Nullable JvmThread> seen = new ArrayList<>(sightings.length);
        for (JvmThread sighting : sightings) {
            seen.add(sighting);
        }
        return Collections.unmodifiableList(seen);
    }

    private static List<JvmFrame> framesOf(@Nullable HeapThread heap) {
        return heap == null ? List.of() : heap.frames();
    }

    private static boolean sleeps(@Nullable JvmThread now, @Nullable HeapThread heap) {
        return now != null
                ? now.activity() == Activity.SLEEPING
                : heap != null && heap.stateDetail().contains("sleeping");
    }

    /// From the state if a dump says one, otherwise from what stands on top of the stack.
    private static Activity activityOf(Thread.@Nullable State state, boolean sleeping, List<JvmFrame> frames) {
        return switch (state) {
            case BLOCKED -> Activity.BLOCKED;
            case WAITING -> Activity.WAITING;
            case TIMED_WAITING -> sleeping ? Activity.SLEEPING : Activity.WAITING;
            case TERMINATED -> Activity.ENDED;
            case NEW, RUNNABLE -> Activity.RUNNING;
            case null -> {
                if (sleeping) {
                    yield Activity.SLEEPING;
                }
                yield WaitingMachinery.depth(frames) > 0 ? Activity.WAITING : Activity.RUNNING;
            }
        };
    }

    /// A carrier's own frames end where those of the virtual thread that it carries begin. Dumps give it no state.
    private static boolean carries(List<JvmFrame> frames) {
        return !frames.isEmpty() && frames.getFirst().className().equals("jdk.internal.vm.Continuation");
    }

    /// A mounted virtual thread has no state in a text, but its lock lines.
    private static boolean entersMonitor(@Nullable JvmThread now) {
        return now != null
                && now.locks().stream()
                        .anyMatch(lock -> lock.action() == LockAction.WAITING_TO_LOCK && lock.frameIndex() == 0);
    }

    private static boolean isSleep(List<JvmFrame> frames) {
        return !frames.isEmpty()
                && frames.getFirst().className().equals("java.lang.Thread")
                && frames.getFirst().method().startsWith("sleep");
    }
}
