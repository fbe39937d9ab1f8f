package dev.holdup.dumps.jstack;

import static dev.holdup.dumps.model.LockAction.LOCKED;
import static dev.holdup.dumps.model.LockAction.LOCKED_OWNABLE_SYNCHRONIZER;
import static dev.holdup.dumps.model.LockAction.PARKING;
import static dev.holdup.dumps.model.LockAction.WAITING_ON;
import static dev.holdup.dumps.model.LockAction.WAITING_ON_CLASS_INITIALIZATION;
import static dev.holdup.dumps.model.LockAction.WAITING_TO_LOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.StagedJvm;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real dumps of real JVMs, taken while the test runs.
class RealJvmTest {
    private static final Path THIS_HOME = Path.of(System.getProperty("java.home"));
    private static final String SYNC = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

    @TempDir
    Path directory;

    @Test
    void everyWayToWaitIsReadFromThisJdk() throws IOException {
        everyWayToWaitIsRead(THIS_HOME);
    }

    @Test
    void everyWayToWaitIsReadFromJdk17() throws IOException {
        everyWayToWaitIsRead(StagedJvm.jdk17());
    }

    private void everyWayToWaitIsRead(Path home) throws IOException {
        try (StagedJvm child = StagedJvm.start(home, directory, "Staged.java")) {
            ThreadDump extended = child.jcmd("-l", "-e");
            assertThat(extended.pid()).hasToString(child.pid());
            assertThat(extended.listsOwnableSynchronizers()).isTrue();
            checkStage(extended, true);

            ThreadDump plain = child.jstack();
            assertThat(plain.listsOwnableSynchronizers()).isFalse();
            checkStage(plain, false);
        }
    }

    private static void checkStage(ThreadDump dump, boolean withSynchronizers) {
        assertThat(dump.complete()).isTrue();
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.capturedAt()).isNotNull();
        assertThat(dump.jvm()).contains("64-Bit Server VM (").endsWith(")");
        assertThat(dump.deadlocks()).hasSize(1);
        assertThat(dump.deadlocks().getFirst()).containsExactlyInAnyOrder("dead \"lock\" A", "dead lock B");

        LockUse gate = only(named(dump, "convoy-owner"), LOCKED);
        assertThat(gate.className()).isEqualTo("Staged$Gate");
        for (int i = 0; i < 5; i++) {
            JvmThread waiter = named(dump, "convoy-" + i);
            assertThat(waiter.state()).isEqualTo(Thread.State.BLOCKED);
            assertThat(waiter.activity()).isEqualTo(Activity.BLOCKED);
            assertThat(waiter.daemon()).isTrue();
            LockUse wanted = only(waiter, WAITING_TO_LOCK);
            assertThat(wanted.address()).isEqualTo(gate.address());
            assertThat(wanted.frameIndex()).isZero();
            assertThat(waiter.frames().getFirst().sourceFile()).isEqualTo("Staged.java");
        }
        assertThat(named(dump, "convoy-owner").activity()).isEqualTo(Activity.SLEEPING);

        long parkedOn = only(named(dump, "lock-waiter-0"), PARKING).address();
        for (int i = 0; i < 3; i++) {
            JvmThread waiter = named(dump, "lock-waiter-" + i);
            assertThat(waiter.state()).isEqualTo(Thread.State.WAITING);
            assertThat(waiter.stateText()).isEqualTo("waiting on condition (parking)");
            LockUse wanted = only(waiter, PARKING);
            assertThat(wanted.address()).isEqualTo(parkedOn);
            assertThat(wanted.className()).isEqualTo(SYNC);
            JvmFrame park = waiter.frames().getFirst();
            assertThat(park.qualifiedName()).isEqualTo("jdk.internal.misc.Unsafe.park");
            assertThat(park.line()).isEqualTo(JvmFrame.NATIVE);
        }
        List<LockUse> owned = uses(named(dump, "lock-owner"), LOCKED_OWNABLE_SYNCHRONIZER);
        if (withSynchronizers) {
            assertThat(owned).hasSize(1);
            assertThat(owned.getFirst().address()).isEqualTo(parkedOn);
            assertThat(owned.getFirst().frameIndex()).isEqualTo(-1);
        } else {
            assertThat(owned).isEmpty();
        }

        JvmThread objectWaiter = named(dump, "object-waiter");
        assertThat(objectWaiter.stateText()).isEqualTo("in Object.wait() (on object monitor)");
        // Compiled or not, HotSpot knows either the object or says that it does not.
        assertThat(only(objectWaiter, WAITING_ON).frameIndex()).isZero();
        assertThat(only(objectWaiter, LOCKED).className()).isEqualTo("Staged$Bell");

        LockUse classLock = only(named(dump, "class-lock-owner"), LOCKED);
        assertThat(classLock.className()).isEqualTo("java.lang.Class");
        assertThat(classLock.lockedClass()).isEqualTo("Staged$Gate");

        assertThat(named(dump, "init-runner").frames())
                .anyMatch(frame -> frame.method().equals("<clinit>"));
        for (int i = 0; i < 2; i++) {
            JvmThread waiter = named(dump, "init-waiter-" + i);
            assertThat(waiter.state()).isEqualTo(Thread.State.RUNNABLE);
            assertThat(waiter.stateText()).isEqualTo("in Object.wait()");
            LockUse wanted = only(waiter, WAITING_ON_CLASS_INITIALIZATION);
            assertThat(wanted.className()).isEqualTo("Staged$SlowToLoad");
            assertThat(wanted.address()).isEqualTo(LockUse.NO_ADDRESS);
        }

        JvmThread one = named(dump, "dead \"lock\" A");
        JvmThread other = named(dump, "dead lock B");
        assertThat(only(one, WAITING_TO_LOCK).address())
                .isEqualTo(only(other, LOCKED).address());
        assertThat(only(other, WAITING_TO_LOCK).address())
                .isEqualTo(only(one, LOCKED).address());

        JvmThread hostile = named(dump, "hostile \" #1 daemon prio=5 tid=0x1 nid=0x1 runnable\n<b>second \"line\"");
        assertThat(hostile.state()).isEqualTo(Thread.State.TIMED_WAITING);
        assertThat(hostile.tid()).isNotEqualTo(1);
    }

    @Test
    void mountedVirtualThreadIsAThreadOfItsOwn() throws IOException {
        try (StagedJvm child = StagedJvm.start(THIS_HOME, directory, "StagedVirtual.java")) {
            ThreadDump dump = child.jstack("-l");
            assertThat(dump.warnings()).isEmpty();
            List<JvmThread> virtual =
                    dump.threads().stream().filter(JvmThread::virtual).toList();
            assertThat(virtual).hasSize(1);
            JvmThread spinner = virtual.getFirst();
            assertThat(spinner.number()).hasToString(child.ready());
            assertThat(spinner.frames().getFirst().qualifiedName()).isEqualTo("StagedVirtual.spin");
            assertThat(only(spinner, LOCKED).className()).isEqualTo("StagedVirtual$Gate");

            JvmThread carrier = dump.threads().get(dump.threads().indexOf(spinner) - 1);
            assertThat(spinner.carrier()).isEqualTo(carrier.number());
            assertThat(carrier.name()).startsWith("ForkJoinPool-1-worker-");
            assertThat(carrier.locks()).isEmpty();
            assertThat(carrier.frames())
                    .isNotEmpty()
                    .noneMatch(frame -> frame.className().startsWith("StagedVirtual"));
        }
    }

    @Test
    void numbersAndNamesAreThoseOfTheRunningJvm() throws IOException {
        byte[] text = StagedJvm.text(
                THIS_HOME, List.of("jcmd", Long.toString(ProcessHandle.current().pid()), "Thread.print"));
        Map<Long, JvmThread> dumped = new TreeMap<>();
        for (JvmThread thread : StagedJvm.only(text).threads()) {
            dumped.put(thread.number(), thread);
        }
        List<Thread> live = new ArrayList<>(Thread.getAllStackTraces().keySet());
        // A process reaper is renamed as processes end, and threads come and go.
        live.removeIf(thread -> thread.getName().startsWith("process reaper"));
        live.removeIf(thread -> !dumped.containsKey(thread.threadId()));
        assertThat(live).hasSizeGreaterThan(4).contains(Thread.currentThread());
        for (Thread thread : live) {
            JvmThread read = Objects.requireNonNull(dumped.get(thread.threadId()));
            assertThat(read.name()).isEqualTo(thread.getName());
            assertThat(read.daemon()).isEqualTo(thread.isDaemon());
            assertThat(read.tid()).isPositive();
            assertThat(read.nid()).isPositive();
            assertThat(read.elapsed()).isPositive();
        }
    }

    private static JvmThread named(ThreadDump dump, String name) {
        List<JvmThread> found = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static LockUse only(JvmThread thread, LockAction action) {
        List<LockUse> uses = uses(thread, action);
        assertThat(uses).as("%s of %s", action, thread).hasSize(1);
        return uses.getFirst();
    }

    private static List<LockUse> uses(JvmThread thread, LockAction action) {
        return thread.locks().stream().filter(use -> use.action() == action).toList();
    }
}
