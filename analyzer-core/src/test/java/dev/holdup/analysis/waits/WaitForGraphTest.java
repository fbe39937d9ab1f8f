package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.dumpAt;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.lock;
import static dev.holdup.analysis.waits.DumpTexts.ownableSynchronizers;
import static dev.holdup.analysis.waits.DumpTexts.parked;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static dev.holdup.analysis.waits.DumpTexts.unit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitForGraphTest {
    private static final String SYNC = "(a java.util.concurrent.locks.ReentrantLock$NonfairSync)";

    @Test
    void aMonitorIsOwnedByTheThreadThatLockedIt() {
        ThreadDump dump = dump(
                thread(
                        "waiter",
                        1,
                        "BLOCKED (on object monitor)",
                        "a.A.enter\n- waiting to lock <0x10> (a a.Lock)\na.A.run"),
                thread("owner", 2, "RUNNABLE", "a.B.work\na.A.enter\n- locked <0x10> (a a.Lock)"));
        WaitForGraph graph = graph(List.of(), dump);

        WaitEdge edge = requireNonNull(graph.edge(unit(graph.joined(), "waiter")));

        assertThat(graph.joined().units().get(edge.owner()).name()).isEqualTo("owner");
        assertThat(edge.knownBy()).isEqualTo(KnownBy.MONITOR_LINE);
        assertThat(edge.reason()).isEqualTo(new WaitReason.Monitor("a.Lock", 0x10));
        assertThat(edge.waiterSource()).isEqualTo(new SourceLocation.InText("threads.txt", 7));
        assertThat(edge.ownerSource()).isEqualTo(new SourceLocation.InText("threads.txt", 15));
    }

    @Test
    void aThreadInObjectWaitHasReleasedTheMonitorItPrintsAsLocked() {
        ThreadDump dump = dump(
                thread("waiter", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x10> (a a.Lock)"),
                thread(
                        "resting",
                        2,
                        "WAITING (on object monitor)",
                        "java.lang.Object.wait0\n- waiting on <0x10> (a a.Lock)\njava.lang.Object.wait\na.A.rest\n- locked <0x10> (a a.Lock)"),
                thread(
                        "blind",
                        3,
                        "WAITING (on object monitor)",
                        "java.lang.Object.wait0\n- waiting on <no object reference available>\njava.lang.Object.wait\na.A.rest\n- locked <0x10> (a a.Lock)"));

        WaitForGraph graph = graph(List.of(), dump);

        assertThat(graph.edge(unit(graph.joined(), "waiter"))).isNull();
        assertThat(graph.reason(unit(graph.joined(), "waiter"))).isEqualTo(new WaitReason.Monitor("a.Lock", 0x10));
    }

    @Test
    void aThreadInObjectWaitStillHoldsTheOtherMonitorsItLocked() {
        ThreadDump dump = dump(
                thread("waiter", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x20> (a a.Outer)"),
                thread(
                        "resting",
                        2,
                        "WAITING (on object monitor)",
                        "java.lang.Object.wait0\n- waiting on <0x10> (a a.Lock)\na.A.rest\n- locked <0x10> (a a.Lock)\na.A.run\n- locked <0x20> (a a.Outer)"));

        WaitForGraph graph = graph(List.of(), dump);

        assertThat(requireNonNull(graph.edge(unit(graph.joined(), "waiter"))).owner())
                .isEqualTo(unit(graph.joined(), "resting").index());
    }

    @Test
    void aLockIsOwnedByTheThreadThatListsItAsOwnableSynchronizer() {
        ThreadDump dump = dump(
                thread("waiter", 1, "WAITING (parking)", parked("0x30") + "a.A.run"),
                thread("owner", 2, "RUNNABLE", "a.B.work") + ownableSynchronizers("<0x30> " + SYNC));

        WaitForGraph graph = graph(List.of(), dump);

        assertThat(requireNonNull(graph.edge(unit(graph.joined(), "waiter"))).knownBy())
                .isEqualTo(KnownBy.SYNCHRONIZER_LINE);
    }

    @Test
    void anAddressOfAnotherClassIsNotBelieved() {
        ThreadDump dump = dump(
                thread("waiter", 1, "WAITING (parking)", parked("0x30") + "a.A.run"),
                thread("owner", 2, "RUNNABLE", "a.B.work") + ownableSynchronizers("<0x30> (a a.OtherLock)"));

        WaitForGraph graph = graph(List.of(), dump);

        assertThat(graph.edge(unit(graph.joined(), "waiter"))).isNull();
    }

    @Test
    void theHeapAloneNamesTheOwnerOfALock() {
        HeapThread waiter = heapThread("waiter", 1, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, 2));
        HeapThread owner = heapThread("owner", 2, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null);

        WaitForGraph graph = graph(List.of(waiter, owner));

        WaitEdge edge = requireNonNull(graph.edge(unit(graph.joined(), "waiter")));
        assertThat(edge.knownBy()).isEqualTo(KnownBy.HEAP);
        assertThat(edge.owner()).isEqualTo(unit(graph.joined(), "owner").index());
    }

    @Test
    void theHeapIsNotBelievedForAThreadThatHasMovedOn() {
        HeapThread waiter = heapThread("waiter", 1, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, 2));
        HeapThread owner = heapThread("owner", 2, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null);
        ThreadDump later = dump(
                thread("waiter", 1, "WAITING (parking)", parked("0x99") + "a.Other.run"),
                thread("owner", 2, "RUNNABLE", "a.B.work"));

        WaitForGraph graph = graph(List.of(waiter, owner), later);

        assertThat(graph.edge(unit(graph.joined(), "waiter"))).isNull();
    }

    @Test
    void ifHeapAndTextDisagreeTheOwnerWhoseStackAgreesIsTakenAndItIsNoted() {
        HeapThread waiter = heapThread("waiter", 1, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, 2));
        HeapThread owner = heapThread("inside", 2, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null);
        ThreadDump dump = dump(
                thread("waiter", 1, "WAITING (parking)", parked("0x30") + tail(Stacks.LOGBACK_WAITER)),
                thread("inside", 2, "RUNNABLE", Stacks.LOGBACK_OWNER),
                thread("gone", 3, "RUNNABLE", "a.B.work") + ownableSynchronizers("<0x30> " + SYNC));

        WaitForGraph graph = graph(List.of(waiter, owner), dump);

        assertThat(requireNonNull(graph.edge(unit(graph.joined(), "waiter"))).owner())
                .isEqualTo(unit(graph.joined(), "inside").index());
        assertThat(graph.notes()).singleElement().asString().contains("gone").contains("inside");
    }

    @Test
    void aClassIsInitialisedByTheThreadWithItsInitialiserOnTheStack() {
        ThreadDump dump = dump(
                thread("waiter", 1, "RUNNABLE", "a.A.use\n- waiting on the Class initialization monitor for a.Config"),
                thread(
                        "initialiser",
                        2,
                        "TIMED_WAITING (sleeping)",
                        "java.lang.Thread.sleep\na.Config.<clinit>\na.B.run"),
                thread("other", 3, "RUNNABLE", "a.Unrelated.<clinit>"));

        WaitForGraph graph = graph(List.of(), dump);

        WaitEdge edge = requireNonNull(graph.edge(unit(graph.joined(), "waiter")));
        assertThat(edge.owner()).isEqualTo(unit(graph.joined(), "initialiser").index());
        assertThat(edge.knownBy()).isEqualTo(KnownBy.CLASS_INITIALIZER);
        assertThat(unit(graph.joined(), "waiter").activity().label()).isEqualTo("waiting");
    }

    @Test
    void eachDumpKeepsItsOwnOwner() {
        String waiter =
                thread("waiter", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x10> (a a.Lock)");
        ThreadDump first = dumpAt(
                "1.txt",
                "2026-11-23 10:00:00",
                waiter,
                thread("x", 2, "RUNNABLE", "a.A.enter\n- locked <0x10> (a a.Lock)"),
                thread("y", 3, "RUNNABLE", "a.B.b"));
        ThreadDump second = dumpAt(
                "2.txt",
                "2026-11-23 10:00:05",
                waiter,
                thread("x", 2, "RUNNABLE", "a.B.b"),
                thread("y", 3, "RUNNABLE", "a.A.enter\n- locked <0x10> (a a.Lock)"));

        WaitForGraph graph = graph(List.of(), first, second);
        Unit unit = unit(graph.joined(), "waiter");

        assertThat(requireNonNull(graph.ownerIn(0, unit)).name()).isEqualTo("x");
        assertThat(requireNonNull(graph.ownerIn(1, unit)).name()).isEqualTo("y");
        assertThat(requireNonNull(graph.edge(unit)).owner())
                .isEqualTo(unit(graph.joined(), "y").index());
    }

    private static String tail(String stack) {
        return stack.substring(Stacks.PARKED_LOCK.length());
    }

    private static WaitForGraph graph(List<HeapThread> heap, ThreadDump... dumps) {
        return WaitForGraph.of(JoinedUnits.of(heap, List.of(dumps)));
    }
}
