package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.dumpAt;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static dev.holdup.analysis.waits.DumpTexts.unit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedUnitsTest {

    @Test
    void threadsOfTheSameNameAreToldApartByTheirNativeAddress() {
        HeapThread one = heapThread("worker", 11, Thread.State.RUNNABLE, "a.A.one", null);
        HeapThread two = heapThread("worker", 12, Thread.State.RUNNABLE, "a.A.two", null);
        ThreadDump dump =
                dump(thread("worker", 12, "RUNNABLE", "a.A.two"), thread("worker", 11, "RUNNABLE", "a.A.one"));

        JoinedUnits joined = JoinedUnits.of(List.of(one, two), List.of(dump));

        assertThat(joined.units()).hasSize(2).allSatisfy(unit -> {
            assertThat(unit.latest()).isNotNull();
            assertThat(unit.frames())
                    .isEqualTo(requireNonNull(unit.heapThread()).frames());
        });
    }

    @Test
    void aReusedNativeAddressDoesNotJoinThreadsOfDifferentNumbers() {
        ThreadDump first = dumpAt("1.txt", "2026-11-23 10:00:00", thread("old", 11, "RUNNABLE", "a.A.one"));
        ThreadDump second = dumpAt(
                "2.txt",
                "2026-11-23 10:00:05",
                thread("new", 12, "RUNNABLE", "a.A.two").replace("tid=0xc000", "tid=0xb000"));

        JoinedUnits joined = JoinedUnits.of(List.of(), List.of(second, first));

        assertThat(joined.dumps()).containsExactly(first, second);
        assertThat(joined.units()).extracting(Unit::name).containsExactly("old", "new");
        assertThat(unit(joined, "old").activity()).isEqualTo(Activity.ENDED);
        assertThat(unit(joined, "new").sightings().getFirst()).isNull();
    }

    @Test
    void aVirtualThreadJoinsByItsNumber() {
        HeapThread virtual = new HeapThread(
                1,
                0xF0,
                "java.lang.VirtualThread",
                "",
                77,
                0,
                true,
                true,
                Thread.State.WAITING,
                "parked",
                List.of(),
                List.of(),
                null,
                false);
        ThreadDump dump = dump(thread("", 77, "WAITING (parking)", "jdk.internal.misc.Unsafe.park\na.A.take"));

        JoinedUnits joined = JoinedUnits.of(List.of(virtual), List.of(dump));

        assertThat(joined.units()).singleElement().satisfies(unit -> {
            assertThat(unit.virtual()).isTrue();
            assertThat(unit.id()).isEqualTo("#77");
            assertThat(unit.name()).isEqualTo("<unnamed> #77");
            assertThat(unit.frames()).hasSize(2);
        });
    }

    @Test
    void aUniqueNameJoinsWhatHasNoNumbersAndAnAmbiguousOneDoesNot() {
        ThreadDump dump = dump(
                thread("main", 1, "RUNNABLE", "a.A.one"),
                thread("twin", 2, "RUNNABLE", "a.A.one"),
                thread("twin", 3, "RUNNABLE", "a.A.one"));
        List<HeapThread> heap = List.of(withoutNumbers("main"), withoutNumbers("twin"));

        JoinedUnits joined = JoinedUnits.of(heap, List.of(dump));

        assertThat(joined.units()).hasSize(4);
        assertThat(joined.units().getFirst().latest()).isNotNull();
        assertThat(joined.units().get(1).latest()).isNull();
    }

    /// As a heap dump shows it that has neither `eetop` nor `tid`.
    private static HeapThread withoutNumbers(String name) {
        return new HeapThread(
                1, 0xF0, "java.lang.Thread", name, -1, -1, false, false, null, "", List.of(), List.of(), null, false);
    }

    @Test
    void theJvmsOwnThreadsAreNoUnits() {
        ThreadDump dump = dump(
                thread("main", 1, "RUNNABLE", "a.A.one"),
                "\"VM Thread\" os_prio=0 cpu=12.21ms elapsed=6.25s tid=0x00007fcc200a8410 nid=6819 runnable  \n",
                "\"GC Thread#0\" os_prio=0 cpu=8.05ms elapsed=6.27s tid=0x00007fcc20057990 nid=6812 runnable  \n");

        assertThat(JoinedUnits.of(List.of(), List.of(dump)).units())
                .extracting(Unit::name)
                .containsExactly("main");
    }

    @Test
    void aThreadOfTheHeapAloneSpeaksByItsHeapStack() {
        HeapThread asleep = heapThread(
                "sleeper",
                5,
                Thread.State.TIMED_WAITING,
                "java.lang.Thread.sleepNanos0\njava.lang.Thread.sleep\na.A.poll",
                null);

        JoinedUnits joined = JoinedUnits.of(List.of(asleep), List.of());

        assertThat(joined.units()).singleElement().satisfies(unit -> {
            assertThat(unit.activity()).isEqualTo(Activity.SLEEPING);
            assertThat(unit.latest()).isNull();
            assertThat(unit.heapIndex()).isZero();
        });
    }
}
