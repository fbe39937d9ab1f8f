package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A thread whose lines are still coming.
public final class OpenThread {
    /// Of one thread. Who holds as many is named for the first ones.
    private static final int MAX_LOCKS = 10_000;

    private final SourceLocation location;
    private final OpenStack frames = new OpenStack();
    private final List<LockUse> locks = new ArrayList<>(4);
    private int locksLeftOut;
    private String name;
    private long number = JvmThread.UNKNOWN_ID;
    private long tid = JvmThread.UNKNOWN_ID;
    private long nid = JvmThread.UNKNOWN_ID;
    private boolean daemon;
    private boolean virtual;
    private Thread.@Nullable State state;
    private String stateText = "";
    private @Nullable Duration cpu;
    private @Nullable Duration elapsed;
    private long carrier = JvmThread.UNKNOWN_ID;
    private String container = "";

    public OpenThread(SourceLocation location, String name) {
        this.location = location;
        this.name = name;
    }

    /// Ids are [JvmThread#UNKNOWN_ID] where unknown.
    public OpenThread ids(long threadNumber, long threadTid, long threadNid) {
        number = threadNumber;
        tid = threadTid;
        nid = threadNid;
        return this;
    }

    public OpenThread daemon(boolean value) {
        daemon = value;
        return this;
    }

    /// Virtual threads are always daemons.
    public OpenThread virtual(boolean value) {
        virtual = value;
        daemon |= value;
        return this;
    }

    public OpenThread times(@Nullable Duration cpuTime, @Nullable Duration sinceStart) {
        cpu = cpuTime;
        elapsed = sinceStart;
        return this;
    }

    public OpenThread carrier(long carrierNumber) {
        carrier = carrierNumber;
        return this;
    }

    public OpenThread container(String name) {
        container = name;
        return this;
    }

    public void name(String threadName) {
        name = threadName;
    }

    public void number(long threadNumber) {
        number = threadNumber;
    }

    public void nid(long threadNid) {
        nid = threadNid;
    }

    public void state(Thread.@Nullable State threadState) {
        state = threadState;
    }

    public void stateText(String text) {
        stateText = text;
    }

    public void frame(JvmFrame frame) {
        frames.add(frame);
    }

    public String name() {
        return name;
    }

    public long number() {
        return number;
    }

    public Thread.@Nullable State state() {
        return state;
    }

    public String stateText() {
        return stateText;
    }

    public int frameCount() {
        return frames.count();
    }

    /// A lock of the frame read last.
    public void lock(LockLine lock, int line) {
        boolean listed = lock.action() == LockAction.LOCKED_OWNABLE_SYNCHRONIZER;
        lock(lock.action(), lock.lock(), lock.owner(), listed ? -1 : frames.count() - 1, line);
    }

    /// As [#lock(LockLine, int)], by the address that the dialect gives in place of an identity hash.
    public void lockByHash(LockLine lock, int line) {
        lock(new LockLine(lock.action(), lock.lock().withAddressAsHash(), lock.owner()), line);
    }

    public void lock(LockAction action, LockObject lock, @Nullable LockOwner owner, int frameIndex, int line) {
        if (locks.size() == MAX_LOCKS) {
            locksLeftOut++;
            return;
        }
        locks.add(new LockUse(
                action,
                lock.address(),
                lock.className(),
                frameIndex,
                line,
                lock.lockedClass(),
                lock.identityHash(),
                owner));
    }

    /// What the thread waits for, where the dialect does not say in which way: the state and the innermost frame do.
    public void waitsFor(LockObject lock, @Nullable LockOwner owner, int line) {
        locks.addFirst(new LockUse(
                waitingAction(),
                lock.address(),
                lock.className(),
                0,
                line,
                lock.lockedClass(),
                lock.identityHash(),
                owner));
    }

    /// Says again in which way the thread waits, now that its state and frames are known: JMX has one word for all.
    public void correctWaiting() {
        locks.replaceAll(use -> isWaiting(use.action()) && use.action() != waitingAction()
                ? new LockUse(
                        waitingAction(),
                        use.address(),
                        use.className(),
                        use.frameIndex(),
                        use.line(),
                        use.lockedClass(),
                        use.identityHash(),
                        use.owner())
                : use);
    }

    /// Of the objects that its frames are said to have locked.
    public Set<Long> lockedAddresses() {
        return locks.stream()
                .filter(use -> use.action() == LockAction.LOCKED)
                .map(LockUse::address)
                .collect(Collectors.toSet());
    }

    public long tid() {
        return tid;
    }

    /// Class and method of the innermost frame; empty if it has none.
    public String innermost() {
        return frames.isEmpty() ? "" : frames.first().qualifiedName();
    }

    public boolean saysWhatItWaitsFor() {
        return locks.stream().anyMatch(use -> isWaiting(use.action()));
    }

    private static boolean isWaiting(LockAction action) {
        return switch (action) {
            case WAITING_TO_LOCK, WAITING_ON, PARKING -> true;
            case LOCKED, WAITING_TO_RELOCK, ELIMINATED, WAITING_ON_CLASS_INITIALIZATION, LOCKED_OWNABLE_SYNCHRONIZER ->
                false;
        };
    }

    private LockAction waitingAction() {
        if (state == Thread.State.BLOCKED) {
            return LockAction.WAITING_TO_LOCK;
        }
        boolean inWait = !frames.isEmpty()
                && frames.first().className().equals("java.lang.Object")
                && frames.first().method().startsWith("wait");
        return inWait ? LockAction.WAITING_ON : LockAction.PARKING;
    }

    /// @param warnings get what was left out of it
    public JvmThread close(LineWarnings warnings) {
        if (frames.leftOut() > 0) {
            warnings.add(
                    line(),
                    "The thread's stack has " + frames.count() + " frames: all between the innermost "
                            + (OpenStack.MAX_FRAMES - OpenStack.OUTERMOST) + " and the outermost "
                            + OpenStack.OUTERMOST + " are left out.",
                    "What it calls there is missing.");
            locks.replaceAll(this::moved);
        }
        if (locksLeftOut > 0) {
            warnings.add(
                    line(),
                    "The thread has more than " + MAX_LOCKS + " locks: " + locksLeftOut + " of them are left out.",
                    "Who waits for these may seem to wait for nobody.");
        }
        return new JvmThread(
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
                frames.kept(),
                List.copyOf(locks),
                carrier,
                container);
    }

    private int line() {
        return location instanceof SourceLocation.InText text ? text.line() : 1;
    }

    /// With the frame's place among those that are kept.
    private LockUse moved(LockUse use) {
        return new LockUse(
                use.action(),
                use.address(),
                use.className(),
                frames.placeOf(use.frameIndex()),
                use.line(),
                use.lockedClass(),
                use.identityHash(),
                use.owner());
    }
}
