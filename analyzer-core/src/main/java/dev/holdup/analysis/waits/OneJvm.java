package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The thread dumps that are of one JVM: that of the heap dump, otherwise the one with the most dumps, the last given
/// among equals. Dumps of others are left out instead of being mixed with them.
///
/// @param kept in the order of time, if all of them say when they were taken
/// @param notes what else is odd about them, one sentence each
record OneJvm(List<ThreadDump> kept, List<LeftOut> leftOut, List<String> notes) {
    private static final Duration APART = Duration.ofMinutes(5);
    /// Texts give local time, heap dumps the moment: a difference of whole half hours may be the zone's.
    private static final Duration ZONE_STEP = Duration.ofMinutes(30);

    private static final Duration WIDEST_ZONE = Duration.ofHours(14);

    /// A dump of another JVM.
    ///
    /// @param because to stand behind "since"
    record LeftOut(ThreadDump dump, String because) {}

    private record Jvm(DumpOrigin first, List<ThreadDump> dumps) {}

    static OneJvm of(List<HeapThread> heapThreads, HeapOrigin heap, List<ThreadDump> dumps) {
        if (heapThreads.isEmpty() && dumps.size() < 2) {
            return new OneJvm(List.copyOf(dumps), List.of(), List.of());
        }
        List<Jvm> jvms = new ArrayList<>();
        for (ThreadDump dump : dumps) {
            DumpOrigin origin = DumpOrigin.of(dump);
            Jvm own = null;
            for (Jvm jvm : jvms) {
                own = own == null && origin.differsFrom(jvm.first()) == null ? jvm : own;
            }
            if (own == null) {
                own = new Jvm(origin, new ArrayList<>());
                jvms.add(own);
            }
            own.dumps().add(dump);
        }
        DumpOrigin reference = heapThreads.isEmpty() ? null : DumpOrigin.of(heapThreads, heap);
        Jvm chosen = chosen(jvms, reference);
        List<LeftOut> leftOut = new ArrayList<>();
        for (Jvm jvm : jvms) {
            if (jvm != chosen) {
                DumpOrigin against = reference != null ? reference : chosen == null ? null : chosen.first();
                String because = against == null ? null : jvm.first().differsFrom(against);
                String told = because == null && chosen != null ? jvm.first().differsFrom(chosen.first()) : because;
                jvm.dumps().forEach(dump -> leftOut.add(new LeftOut(dump, told == null ? "others fit better" : told)));
            }
        }
        List<ThreadDump> kept = chosen == null ? List.of() : inOrder(chosen.dumps());
        return new OneJvm(kept, List.copyOf(leftOut), notes(kept, heap));
    }

    private static @Nullable Jvm chosen(List<Jvm> jvms, @Nullable DumpOrigin heap) {
        Jvm best = null;
        for (Jvm jvm : jvms) {
            boolean mayBe = heap == null || jvm.first().differsFrom(heap) == null;
            if (mayBe && (best == null || jvm.dumps().size() >= best.dumps().size())) {
                best = jvm;
            }
        }
        return best;
    }

    private static List<ThreadDump> inOrder(List<ThreadDump> dumps) {
        List<ThreadDump> ordered = new ArrayList<>(dumps);
        boolean timed = dumps.stream().allMatch(dump -> dump.capturedAt() != null);
        if (timed) {
            ordered.sort(Comparator.comparing(
                    ThreadDump::capturedAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder())));
        }
        return List.copyOf(ordered);
    }

    private static List<String> notes(List<ThreadDump> kept, HeapOrigin heap) {
        List<String> notes = new ArrayList<>();
        Instant last = null;
        for (ThreadDump dump : kept) {
            Instant at = dump.capturedAt();
            if (at != null && last != null && Duration.between(last, at).compareTo(APART) > 0) {
                notes.add(dump.location().input() + " was taken "
                        + Duration.between(last, at).toMinutes()
                        + " minutes after the dump before it: what changed in between is not known.");
            }
            last = at == null ? last : at;
        }
        Instant heapAt = heap.capturedAt();
        if (heapAt != null && last != null && areApart(last, heapAt)) {
            notes.add("Heap dump and last thread dump were taken "
                    + Duration.between(last, heapAt).abs().toMinutes()
                    + " minutes apart: a thread that both show may have done something else in between.");
        }
        return List.copyOf(notes);
    }

    private static boolean areApart(Instant text, Instant heap) {
        Duration between = Duration.between(text, heap).abs();
        long seconds = between.toSeconds() % ZONE_STEP.toSeconds();
        long toStep = Math.min(seconds, ZONE_STEP.toSeconds() - seconds);
        boolean mayBeZone = between.compareTo(WIDEST_ZONE.plus(APART)) <= 0 && toStep <= APART.toSeconds();
        return between.compareTo(APART) > 0 && !mayBeZone;
    }
}
