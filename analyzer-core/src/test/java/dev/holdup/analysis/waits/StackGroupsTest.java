package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.lock;
import static dev.holdup.analysis.waits.DumpTexts.parked;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackGroupsTest {
    private static final RuleBook BOOK = RuleBook.builtIn();

    @Test
    void theWaitersAreAGroupAndTheirOwnerIsNoneOfThem() {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 1; number <= 19; number++) {
            heap.add(heapThread("exec-" + number, number, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, 20)));
        }
        heap.add(heapThread("exec-20", 20, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null));
        heap.add(heapThread("pool-1", 21, Thread.State.WAITING, Stacks.POOL_WORKER, null));
        WaitForGraph graph = WaitForGraph.of(JoinedUnits.of(heap, List.of()));

        StackGroups groups = StackGroups.of(graph, BOOK);

        assertThat(groups.groups())
                .extracting(StackGroup::blockedFrame)
                .containsExactly(
                        "ch.qos.logback.core.OutputStreamAppender.writeBytes",
                        "java.io.FileOutputStream.writeBytes",
                        "java.util.concurrent.ThreadPoolExecutor.getTask");
        assertThat(groups.groups()).extracting(StackGroup::size).containsExactly(19, 1, 1);
        assertThat(groups.groups())
                .extracting(StackGroup::role)
                .containsExactly(GroupRole.VICTIM, GroupRole.OWNER, GroupRole.IDLE);
        GroupOwner owner = requireNonNull(GroupOwner.of(graph, groups).getFirst());
        assertThat(owner.head().name()).isEqualTo("exec-20");
        assertThat(owner.knownBy()).isEqualTo(KnownBy.HEAP);
        assertThat(owner.waiters()).isEqualTo(19);
    }

    @Test
    void fewThreadsAtACallThatIsBeingAnsweredAreAtWorkAndManyAreHeldUp() {
        String stack = "org.postgresql.core.VisibleBufferedInputStream.readMore\ncom.acme.Orders.load";
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 1; number <= 19; number++) {
            heap.add(heapThread("exec-" + number, number, Thread.State.RUNNABLE, stack, null));
        }
        StackGroup few = StackGroups.of(WaitForGraph.of(JoinedUnits.of(heap, List.of())), BOOK)
                .groups()
                .getFirst();
        heap.add(heapThread("exec-20", 20, Thread.State.RUNNABLE, stack, null));
        StackGroup many = StackGroups.of(WaitForGraph.of(JoinedUnits.of(heap, List.of())), BOOK)
                .groups()
                .getFirst();

        assertThat(few.role()).isEqualTo(GroupRole.RUNNING);
        assertThat(few.subsystem().name()).isEqualTo("PostgreSQL");
        assertThat(many.role()).isEqualTo(GroupRole.VICTIM);
    }

    @Test
    void everyUnitIsInExactlyOneGroup() {
        StackGroups groups = groups(dump(
                thread("a", 1, "RUNNABLE", "a.A.x"),
                thread("b", 2, "WAITING (parking)", parked("0x1") + "a.A.y"),
                thread("c", 3, "RUNNABLE", "")));

        assertThat(groups.groups().stream().mapToInt(StackGroup::size).sum()).isEqualTo(3);
        assertThat(groups.groups()).extracting(StackGroup::blockedFrame).containsExactly("a.A.x", "a.A.y", "no stack");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WAITING  | jdk.internal.misc.Unsafe.park java.util.concurrent.locks.LockSupport.park java.util.concurrent.CountDownLatch.await com.acme.Start.await com.acme.Main.main | com.acme.Start.await
            WAITING  | jdk.internal.misc.Unsafe.park java.util.concurrent.CompletableFuture$Signaller.block java.util.concurrent.ForkJoinPool.unmanagedBlock java.util.concurrent.ForkJoinPool.managedBlock java.util.concurrent.CompletableFuture.waitingGet java.util.concurrent.CompletableFuture.get com.acme.Client.call | com.acme.Client.call
            WAITING  | java.lang.Object.wait java.lang.Thread.join java.lang.Thread.join com.acme.Main.main | com.acme.Main.main
            SLEEPING | java.lang.Thread.sleepNanos0 java.lang.Thread.sleep java.util.concurrent.TimeUnit.sleep com.acme.Poll.run | com.acme.Poll.run
            WAITING  | java.lang.VirtualThread.park java.lang.System$1.parkVirtualThread java.util.concurrent.locks.LockSupport.park com.acme.A.take | com.acme.A.take
            BLOCKED  | com.acme.Registry.find com.acme.Main.run | com.acme.Registry.find
            BLOCKED  | java.lang.Object.wait com.acme.Queue.poll com.acme.Main.run | com.acme.Queue.poll
            RUNNING  | java.net.SocketInputStream.socketRead0 java.net.SocketInputStream.read com.acme.A.b | java.net.SocketInputStream.socketRead0
            WAITING  | jdk.internal.misc.Unsafe.park java.util.concurrent.Semaphore.acquire | jdk.internal.misc.Unsafe.park
            """)
    void theBlockedFrameIsTheFirstThatSaysWhatFor(Activity activity, String stack, String expected) {
        assertThat(BlockedFrame.walked(Stacks.frames(stack.replace(' ', '\n')), activity)
                        .name())
                .isEqualTo(expected);
    }

    @Test
    void theSameFrameWithAnotherLockIsAnotherGroupAndAMissingReferenceIsNot() {
        StackGroups groups = groups(dump(
                thread("a", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x1> (a a.Red)"),
                thread("b", 2, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x1> (a a.Red)"),
                thread("c", 3, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x2> (a a.Blue)"),
                thread(
                        "d",
                        4,
                        "BLOCKED (on object monitor)",
                        "a.A.enter\n- waiting to lock <no object reference available>")));

        assertThat(groups.groups()).extracting(StackGroup::lockClass).containsExactly("a.Red", "a.Blue");
        assertThat(groups.groups()).extracting(StackGroup::size).containsExactly(3, 1);
    }

    @Test
    void theOnlyThreadInsideTheCodeIsInferredAsOwnerWhereNoDumpSays() {
        List<HeapThread> heap = List.of(
                heapThread(
                        "w1",
                        1,
                        Thread.State.BLOCKED,
                        "org.apache.logging.log4j.core.appender.OutputStreamManager.writeBytes\ncom.acme.A.b",
                        null),
                heapThread(
                        "w2",
                        2,
                        Thread.State.BLOCKED,
                        "org.apache.logging.log4j.core.appender.OutputStreamManager.flush\ncom.acme.A.b",
                        null),
                heapThread(
                        "inside",
                        3,
                        Thread.State.RUNNABLE,
                        "java.io.FileOutputStream.writeBytes\njava.io.FileOutputStream.write\n"
                                + "org.apache.logging.log4j.core.appender.OutputStreamManager.writeToDestination\ncom.acme.A.b",
                        null));
        WaitForGraph graph = WaitForGraph.of(JoinedUnits.of(heap, List.of()));
        StackGroups groups = StackGroups.of(graph, BOOK);

        StackGroup waiters = groups.groups().getFirst();
        GroupOwner owner = requireNonNull(GroupOwner.of(graph, groups).get(waiters.index()));

        assertThat(waiters.size()).isEqualTo(2);
        assertThat(owner.head().name()).isEqualTo("inside");
        assertThat(owner.knownBy()).isEqualTo(KnownBy.SAME_CODE);
        assertThat(owner.edge()).isNull();
    }

    @Test
    void aPoolHasNoOwnerEvenIfOneThreadIsInsideItsCode() {
        List<HeapThread> heap = List.of(
                heapThread("w1", 1, Thread.State.WAITING, Stacks.HIKARI_WAITER, null),
                heapThread("w2", 2, Thread.State.WAITING, Stacks.HIKARI_WAITER, null),
                heapThread(
                        "inside",
                        3,
                        Thread.State.RUNNABLE,
                        "com.acme.X.y\ncom.zaxxer.hikari.pool.HikariPool.getConnection",
                        null));
        WaitForGraph graph = WaitForGraph.of(JoinedUnits.of(heap, List.of()));
        StackGroups groups = StackGroups.of(graph, BOOK);

        assertThat(groups.groups().getFirst().blockedFrame())
                .isEqualTo("com.zaxxer.hikari.pool.HikariPool.getConnection");
        assertThat(GroupOwner.of(graph, groups).getFirst()).isNull();
    }

    @Test
    void theWorkerOfAFullQueueIsToldAsTheOneTheyWaitFor() {
        String victim = "jdk.internal.misc.Unsafe.park\njava.util.concurrent.ArrayBlockingQueue.put\n"
                + "ch.qos.logback.core.AsyncAppenderBase.putUninterruptibly\ncom.acme.A.b";
        String worker = Stacks.LOGBACK_OWNER.replace(
                "com.acme.Orders.place", "ch.qos.logback.core.AsyncAppenderBase$Worker.run");
        List<HeapThread> heap = List.of(
                heapThread("v1", 1, Thread.State.WAITING, victim, null),
                heapThread("v2", 2, Thread.State.WAITING, victim, null),
                heapThread("AsyncAppender-Worker-ASYNC", 3, Thread.State.RUNNABLE, worker, null));
        WaitForGraph graph = WaitForGraph.of(JoinedUnits.of(heap, List.of()));
        StackGroups groups = StackGroups.of(graph, BOOK);

        GroupOwner owner = requireNonNull(GroupOwner.of(graph, groups).getFirst());

        assertThat(owner.head().name()).isEqualTo("AsyncAppender-Worker-ASYNC");
        assertThat(owner.knownBy()).isEqualTo(KnownBy.CONSUMER);
    }

    @Test
    void theWorkerOfAFullRingBufferGoesBeforeTheVictimThatHoldsTheOthersMonitor() {
        String full = "org.apache.logging.log4j.core.async.AsyncLoggerDisruptor.enqueueLogMessageWhenQueueFull\n";
        String caller = "\norg.apache.logging.log4j.core.async.AsyncLogger.handleRingBufferFull\na.A.b";
        StackGroups groups = groups(dump(
                thread(
                        "v1",
                        1,
                        "BLOCKED (on object monitor)",
                        full + "- waiting to lock <0x1> (a java.lang.Object)" + caller),
                thread(
                        "v2",
                        2,
                        "TIMED_WAITING (parking)",
                        "jdk.internal.misc.Unsafe.park\ncom.lmax.disruptor.MultiProducerSequencer.next\n" + full
                                + "- locked <0x1> (a java.lang.Object)" + caller),
                thread(
                        "worker",
                        3,
                        "RUNNABLE",
                        "java.io.FileOutputStream.writeBytes\ncom.lmax.disruptor.BatchEventProcessor.run")));

        StackGroup victims = groups.groups().getFirst();
        GroupOwner owner = requireNonNull(GroupOwner.of(lastGraph, groups).getFirst());

        assertThat(victims.size()).isEqualTo(2);
        assertThat(victims.blockedFrame())
                .isEqualTo("org.apache.logging.log4j.core.async.AsyncLogger.handleRingBufferFull");
        assertThat(owner.head().name()).isEqualTo("worker");
    }

    @Test
    void theHeadOfTheQueueIsAtTheEndOfTheChain() {
        StackGroups groups = groups(dump(
                thread("w", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x1> (a a.Red)"),
                thread(
                        "middle",
                        2,
                        "BLOCKED (on object monitor)",
                        "a.B.enter\n- waiting to lock <0x2> (a a.Blue)\na.A.enter\n- locked <0x1> (a a.Red)"),
                thread(
                        "head",
                        3,
                        "RUNNABLE",
                        "java.io.FileOutputStream.writeBytes\na.B.enter\n- locked <0x2> (a a.Blue)")));

        GroupOwner owner = requireNonNull(GroupOwner.of(lastGraph, groups).getFirst());

        assertThat(owner.direct().name()).isEqualTo("middle");
        assertThat(owner.head().name()).isEqualTo("head");
        assertThat(owner.chain()).extracting(Unit::name).containsExactly("middle", "head");
        assertThat(owner.cyclic()).isFalse();
    }

    private WaitForGraph lastGraph = WaitForGraph.of(JoinedUnits.of(List.of(), List.of()));

    private StackGroups groups(ThreadDump dump) {
        lastGraph = WaitForGraph.of(JoinedUnits.of(List.of(), List.of(dump)));
        return StackGroups.of(lastGraph, BOOK);
    }
}
