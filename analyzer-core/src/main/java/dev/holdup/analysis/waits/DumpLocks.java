package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who holds which lock in one thread dump, and who waits for which.
final class DumpLocks {

    /// @param use the line that says it
    private record Claim(JvmThread thread, LockUse use) {}

    /// @param use the line that says it
    record Wanted(WaitReason reason, LockUse use) {}

    /// @param source null if it rests on the owner's stack
    record Holder(
            JvmThread thread, KnownBy knownBy, @Nullable SourceLocation source) {}

    private final Map<Long, List<Claim>> monitors = new HashMap<>();
    private final Map<Long, Claim> synchronizers = new HashMap<>();
    private @Nullable NamedOwners namedOwners;
    private final List<JvmThread> threads;
    private @Nullable Map<String, List<JvmThread>> initializers;

    private DumpLocks(List<JvmThread> threads) {
        this.threads = threads;
    }

    static DumpLocks of(ThreadDump dump) {
        DumpLocks locks = new DumpLocks(dump.threads());
        for (JvmThread thread : dump.threads()) {
            locks.add(thread);
        }
        return locks;
    }

    /// What the thread waits for; null if it prints no such line. The innermost line counts.
    static @Nullable Wanted wanted(JvmThread thread) {
        Wanted innermost = null;
        for (LockUse use : thread.locks()) {
            WaitReason reason = reason(use, thread);
            if (reason != null
                    && (innermost == null || use.frameIndex() < innermost.use().frameIndex())) {
                innermost = new Wanted(reason, use);
            }
        }
        return innermost;
    }

    /// The one other thread that holds it; null if none does, or several claim to.
    @Nullable
    Holder holder(Wanted wanted, JvmThread waiter) {
        Holder byLock = lockHolder(wanted, waiter);
        return byLock == null ? namedOwner(wanted.use(), waiter) : byLock;
    }

    /// The thread that the dump names on the waiter's own line.
    private @Nullable Holder namedOwner(LockUse use, JvmThread waiter) {
        LockOwner owner = use.owner();
        if (owner == null) {
            return null;
        }
        NamedOwners known = namedOwners == null ? new NamedOwners(threads) : namedOwners;
        namedOwners = known;
        JvmThread thread = known.find(owner);
        return thread == null || thread == waiter
                ? null
                : new Holder(
                        thread,
                        KnownBy.NAMED_OWNER,
                        new SourceLocation.InText(waiter.location().input(), use.line()));
    }

    private @Nullable Holder lockHolder(Wanted wanted, JvmThread waiter) {
        WaitReason reason = wanted.reason();
        long id = wanted.use().id();
        return switch (reason) {
            case WaitReason.Monitor monitor -> monitorHolder(id, monitor, waiter);
            case WaitReason.Synchronizer synchronizer -> {
                Claim claim = synchronizers.get(id);
                yield claim == null || claim.thread() == waiter || !classesAgree(claim.use(), synchronizer.className())
                        ? null
                        : new Holder(claim.thread(), KnownBy.SYNCHRONIZER_LINE, source(claim));
            }
            case WaitReason.Notification _, WaitReason.ThreadEnd _, WaitReason.Result _ -> null;
            case WaitReason.ClassInitialization initialization -> {
                List<JvmThread> others = initializers().getOrDefault(initialization.className(), List.of()).stream()
                        .filter(thread -> thread != waiter)
                        .toList();
                yield others.size() == 1
                        ? new Holder(
                                others.getFirst(),
                                KnownBy.CLASS_INITIALIZER,
                                others.getFirst().location())
                        : null;
            }
        };
    }

    private @Nullable Holder monitorHolder(long id, WaitReason.Monitor monitor, JvmThread waiter) {
        Claim only = null;
        for (Claim claim : monitors.getOrDefault(id, List.of())) {
            if (claim.thread() == waiter || !classesAgree(claim.use(), monitor.className())) {
                continue;
            }
            if (only != null && only.thread() != claim.thread()) {
                return null;
            }
            only = claim;
        }
        return only == null ? null : new Holder(only.thread(), KnownBy.MONITOR_LINE, source(only));
    }

    /// By class; looked for once a thread waits for one, since it takes a look at every frame.
    private Map<String, List<JvmThread>> initializers() {
        Map<String, List<JvmThread>> known = initializers;
        if (known == null) {
            known = new HashMap<>();
            for (JvmThread thread : threads) {
                for (JvmFrame frame : thread.frames()) {
                    if (frame.method().equals(ClassInitializers.INITIALIZER)) {
                        known.computeIfAbsent(frame.className(), name -> new ArrayList<>(1))
                                .add(thread);
                    }
                }
            }
            initializers = known;
        }
        return known;
    }

    private void add(JvmThread thread) {
        Wanted wanted = wanted(thread);
        for (LockUse use : thread.locks()) {
            if (use.id() == LockUse.NO_ADDRESS) {
                continue;
            }
            switch (use.action()) {
                case LOCKED -> {
                    if (!isReleased(use, thread, wanted)) {
                        monitors.computeIfAbsent(use.id(), id -> new ArrayList<>(1))
                                .add(new Claim(thread, use));
                    }
                }
                case LOCKED_OWNABLE_SYNCHRONIZER -> synchronizers.putIfAbsent(use.id(), new Claim(thread, use));
                case WAITING_TO_LOCK,
                        WAITING_TO_RELOCK,
                        WAITING_ON,
                        PARKING,
                        ELIMINATED,
                        WAITING_ON_CLASS_INITIALIZATION -> {}
            }
        }
    }

    /// A thread in `Object.wait` also prints `- locked` for the monitor it has released; so does one
    /// that waits to enter it.
    ///
    /// Where the dump has no address for what it waits on, the innermost `- locked` line is that monitor's.
    private static boolean isReleased(LockUse held, JvmThread thread, @Nullable Wanted wanted) {
        if (wanted == null || held.frameIndex() < wanted.use().frameIndex()) {
            return false;
        }
        boolean monitor = switch (wanted.reason()) {
            case WaitReason.Monitor _, WaitReason.Notification _, WaitReason.ThreadEnd _ -> true;
            case WaitReason.Synchronizer _, WaitReason.ClassInitialization _, WaitReason.Result _ -> false;
        };
        if (!monitor) {
            return false;
        }
        if (wanted.use().id() != LockUse.NO_ADDRESS) {
            return wanted.use().id() == held.id()
                    && classesAgree(held, wanted.use().className());
        }
        return (wanted.reason() instanceof WaitReason.Notification || wanted.reason() instanceof WaitReason.ThreadEnd)
                && thread.locks().stream()
                        .filter(use -> use.action() == held.action())
                        .allMatch(use -> use.frameIndex() >= held.frameIndex());
    }

    private static @Nullable WaitReason reason(LockUse use, JvmThread thread) {
        return switch (use.action()) {
            case WAITING_TO_LOCK, WAITING_TO_RELOCK -> new WaitReason.Monitor(use.className(), use.address());
            case PARKING ->
                isResult(use.className())
                        ? new WaitReason.Result(use.className(), use.address())
                        : new WaitReason.Synchronizer(use.className(), use.address());
            case WAITING_ON ->
                isJoin(thread, use.frameIndex())
                        ? new WaitReason.ThreadEnd(use.className(), use.address())
                        : new WaitReason.Notification(use.className(), use.address());
            case WAITING_ON_CLASS_INITIALIZATION -> new WaitReason.ClassInitialization(use.className(), use.address());
            case LOCKED, ELIMINATED, LOCKED_OWNABLE_SYNCHRONIZER -> null;
        };
    }

    private static boolean isResult(String lockClass) {
        return lockClass.equals("java.util.concurrent.FutureTask")
                || lockClass.equals("java.util.concurrent.CompletableFuture$Signaller");
    }

    /// A platform thread that joins another waits on the other's object, two frames below `Object.wait0`.
    private static boolean isJoin(JvmThread thread, int frameIndex) {
        return FrameLocals.frameOf(thread.frames(), "java.lang.Thread", "join", frameIndex + 3) >= 0;
    }

    private static boolean classesAgree(LockUse use, String className) {
        return use.className().isEmpty()
                || className.isEmpty()
                || use.className().equals(className);
    }

    private static SourceLocation source(Claim claim) {
        return new SourceLocation.InText(
                claim.thread().location().input(), claim.use().line());
    }
}
