package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.dumpAt;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneJvmTest {
    private static final String[] SHOP = {
        thread("main", 1, "RUNNABLE", "a.A.one"), thread("Reference Handler", 9, "RUNNABLE", "a.A.two")
    };
    /// The same names and numbers at other addresses, as after a restart.
    private static final String[] RESTARTED = {moved(SHOP[0]), moved(SHOP[1])};

    @Test
    void aDumpOfTheRestartedProcessIsLeftOut() {
        ThreadDump one = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);
        ThreadDump two = dumpAt("2.txt", "2026-11-23 10:00:05", SHOP);
        ThreadDump other = dumpAt("3.txt", "2026-11-23 10:00:10", RESTARTED);

        JoinedUnits joined = JoinedUnits.of(List.of(), List.of(other, two, one));

        assertThat(joined.dumps()).containsExactly(one, two);
        assertThat(joined.units()).hasSize(2);
        assertThat(joined.leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.text()).contains("3.txt").contains("other native addresses"));
    }

    @Test
    void theDumpsOfTheHeapsJvmAreKeptEvenIfTheyAreFewer() {
        List<HeapThread> heap = List.of(
                heapThread("main", 1, Thread.State.RUNNABLE, "a.A.one", null),
                heapThread("Reference Handler", 9, Thread.State.RUNNABLE, "a.A.two", null));
        ThreadDump own = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);
        ThreadDump two = dumpAt("2.txt", "2026-11-23 10:00:05", RESTARTED);
        ThreadDump three = dumpAt("3.txt", "2026-11-23 10:00:10", RESTARTED);

        JoinedUnits joined = JoinedUnits.of(heap, List.of(own, two, three));

        assertThat(joined.dumps()).containsExactly(own);
        assertThat(joined.leftOut()).hasSize(2);
    }

    @Test
    void aHeapOfAnotherVersionJoinsNoDump() {
        List<HeapThread> heap = List.of(heapThread("other", 50, Thread.State.RUNNABLE, "a.A.one", null));
        ThreadDump dump = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);

        JoinedUnits joined = JoinedUnits.of(heap, new HeapOrigin("17.0.15+6", null), List.of(dump));

        assertThat(joined.dumps()).isEmpty();
        assertThat(joined.units()).extracting(Unit::name).containsExactly("other");
        assertThat(joined.leftOut().getFirst().text()).contains("version 25.0.3 instead of 17.0.15");
    }

    @Test
    void aProcessThatBeganAnewAtTheSameAddressesIsToldByItsStart() {
        ThreadDump one = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);
        ThreadDump later = dumpAt("2.txt", "2026-11-23 11:00:00", SHOP); // its threads are five seconds old again

        JoinedUnits joined = JoinedUnits.of(List.of(), List.of(one, later));

        assertThat(joined.dumps()).containsExactly(later);
        assertThat(joined.leftOut().getFirst().text()).contains("began at another time");
    }

    @Test
    void dumpsOfOneProcessThatAreMinutesApartAreJoinedAndSaidToBe() {
        ThreadDump one = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);
        ThreadDump later = dumpAt("2.txt", "2026-11-23 10:12:00", aged(SHOP[0], 725), aged(SHOP[1], 725));

        JoinedUnits joined = JoinedUnits.of(List.of(), List.of(one, later));

        assertThat(joined.dumps()).containsExactly(one, later);
        assertThat(joined.units()).hasSize(2);
        assertThat(joined.notes()).singleElement().asString().contains("12 minutes after");
    }

    @Test
    void aHeapThatIsMinutesApartIsSaidToBeButAZoneIsNot() {
        List<HeapThread> heap = List.of(heapThread("main", 1, Thread.State.RUNNABLE, "a.A.one", null));
        ThreadDump dump = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP);

        assertThat(joinedAt(heap, "2026-11-23T10:19:00Z", dump).notes())
                .singleElement()
                .asString()
                .contains("19 minutes apart");
        assertThat(joinedAt(heap, "2026-11-23T09:01:00Z", dump).notes()).isEmpty();
        assertThat(joinedAt(heap, "2026-11-23T10:02:00Z", dump).notes()).isEmpty();
    }

    @Test
    void aReusedAddressIsNoted() {
        ThreadDump first = dumpAt("1.txt", "2026-11-23 10:00:00", SHOP[0], thread("old", 11, "RUNNABLE", "a.A.one"));
        ThreadDump second = dumpAt(
                "2.txt",
                "2026-11-23 10:00:05",
                SHOP[0],
                thread("new", 12, "RUNNABLE", "a.A.two").replace("tid=0xc000", "tid=0xb000"));

        assertThat(JoinedUnits.of(List.of(), List.of(first, second)).notes())
                .singleElement()
                .asString()
                .startsWith("The native addresses of 1 thread belong to other threads");
    }

    private static JoinedUnits joinedAt(List<HeapThread> heap, String time, ThreadDump dump) {
        return JoinedUnits.of(heap, new HeapOrigin("25.0.3+9-LTS", Instant.parse(time)), List.of(dump));
    }

    private static String moved(String thread) {
        return thread.replace("tid=0x", "tid=0x7f0");
    }

    private static String aged(String thread, int seconds) {
        return thread.replace("elapsed=5.00s", "elapsed=" + seconds + ".00s");
    }
}
